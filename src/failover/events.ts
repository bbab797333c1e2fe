import { publishFailover } from '../channels/publish.js';
import type { AnySmtpError } from '../errors/classes.js';
import { resumedRecord, switchedRecord } from '../log/record.js';
import { createSink } from '../log/sink.js';
import type { Logger } from '../log/styles.js';
import type { ResolvedLogOptions } from '../options/log.js';

/** A message that one transporter did not send and another one is asked to. */
export interface Switch {
  readonly from: string;
  readonly to: string;
  readonly error: AnySmtpError;
  /** How long `from` is left alone; absent where it is not. */
  readonly leftAloneMs?: number | undefined;
}

/** Told of what a failover does. */
export interface FailoverEvents {
  onSwitched(change: Switch): void;
  onResumed(name: string): void;
}

/** Tells log and channel. */
export function failoverEvents(logger: Logger | undefined, show: ResolvedLogOptions): FailoverEvents {
  const sink = createSink(logger, show);
  return {
    onSwitched({ from, to, error, leftAloneMs }) {
      const { messageId } = error;
      const facts = {
        ...(messageId === undefined ? {} : { messageId }),
        ...(leftAloneMs === undefined ? {} : { until: Date.now() + leftAloneMs }),
      };
      const record = switchedRecord({ transport: from, next: to, ...facts }, error, show);
      sink('warn', record, `Mail goes to the next transporter: ${error.reason}`);
      publishFailover(() => ({ event: 'switched', from, to, error, ...facts }));
    },
    onResumed(name) {
      sink('info', resumedRecord(name), 'Transporter works again');
      publishFailover(() => ({ event: 'resumed', to: name }));
    },
  };
}
