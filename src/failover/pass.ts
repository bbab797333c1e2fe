import { endedError } from '../endings/ended-error.js';
import type { Life } from '../endings/life.js';
import { waitFor } from '../endings/wait-for.js';
import { addFailures } from '../errors/add-failures.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { monotonicMs } from '../monotonic.js';
import { type PassedOn, passOn } from '../nodemailer/message/passed-on.js';
import type { Mail } from '../nodemailer/shapes.js';
import { courseOf, showsThatItWorks } from './courses.js';
import type { FailoverEvents } from './events.js';
import { type FailoverInfo, infoOf } from './info.js';
import type { Member } from './member.js';
import { type Asking, chosen } from './standing.js';

/** The transporters of a failover, and who is told of them. */
export interface Circle {
  readonly members: readonly Member[];
  readonly events: FailoverEvents;
  readonly bufferLimit: number;
  /** True once it was closed: nobody else is asked. */
  isClosed: boolean;
}

/** One message on its way through them. */
interface Passing {
  readonly circle: Circle;
  readonly mail: Mail;
  readonly message: PassedOn;
  readonly life: Life;
  /** Who was asked, and what they failed with. */
  readonly failures: ReadonlyMap<Member, AnySmtpError>;
}

/**
 * Has the transporters send a message, one after the other, until one has or none may.
 *
 * @throws The last error, with those before it as `failures`.
 */
export async function pass(circle: Circle, mail: Mail, life: Life): Promise<FailoverInfo> {
  const { auth } = mail.data;
  if (auth) {
    const text = 'A message with its own auth cannot go through a failover: it is for one server alone';
    throw Object.assign(new Error(text), { code: 'ECONFIG' });
  }
  const kept = await waitFor(life, 'content', () => passOn(mail, circle.bufferLimit));
  if (kept.is === 'ended') throw endedError(kept.ending, 'content');
  const passing: Passing = { circle, mail, message: kept.value, life, failures: new Map() };
  const first = nextOf(passing);
  if (!first) throw new Error('A failover has a transporter to ask first');
  return ask(first, passing);
}

async function ask(member: Member, passing: Passing): Promise<FailoverInfo> {
  const { circle, mail, message, life } = passing;
  const asking = member.ask(monotonicMs());
  try {
    const info = await member.send(mail, message.copy(life.remainingMs));
    if (member.worked(asking)) circle.events.onResumed(member.name);
    return infoOf(member.name, info, mail);
  } catch (error) {
    if (!isSmtpError(error)) throw error;
    return ask(goOn(member, asking, error, passing), {
      ...passing,
      failures: new Map([...passing.failures, [member, error]]),
    });
  }
}

/**
 * Finds out who is asked next.
 *
 * @throws The error where nobody is.
 */
function goOn(member: Member, asking: Asking, error: AnySmtpError, passing: Passing): Member {
  const { circle, message, life, failures } = passing;
  // Whose own time is over fails with whoever has it, and says nothing of that one.
  const course = life.remainingMs > 0 ? courseOf(error) : 'stay';
  const leftAloneMs =
    course === 'leave-alone' ? member.failed(asking, monotonicMs(), error.retry.afterMs) : undefined;
  if (showsThatItWorks(error) && course !== 'leave-alone' && member.worked(asking))
    circle.events.onResumed(member.name);
  const mayGoOn = course !== 'stay' && !circle.isClosed;
  const next = mayGoOn ? nextOf(passing, member) : undefined;
  if (next && message.isThere) {
    circle.events.onSwitched({ from: member.name, to: next.name, error, leftAloneMs });
    return next;
  }
  const stopped = next
    ? `It was not sent by another transporter: it contains a stream that can be read only once, and more than bufferLimit (${circle.bufferLimit} bytes) in streams.`
    : undefined;
  throw addFailures(error, [...failures.values()], stopped);
}

function nextOf({ circle: { members }, failures }: Passing, last?: Member): Member | undefined {
  const open = members.map((member) =>
    member === last || failures.has(member) ? undefined : member.standing,
  );
  const index = chosen(open, monotonicMs());
  return index === undefined ? undefined : members[index];
}
