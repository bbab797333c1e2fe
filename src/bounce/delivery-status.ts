import { type BounceAction, bounceActions, type Report } from './bounce.js';
import { type Fields, readFields } from './headers.js';

const MOST_RECIPIENTS = 1000;

/** A delivery status notification, RFC 3464 section 2, its fields for internationalised mail included (RFC 6533). */
export interface DeliveryStatus {
  readonly reportedBy: string;
  readonly reports: readonly Report[];
}

/** Reads the body of a `message/delivery-status` part. */
export function readDeliveryStatus(text: string): DeliveryStatus {
  const groups = text.split(/\n[ \t]{0,80}\n/, MOST_RECIPIENTS).map(readFields);
  const server = groups.find((fields) => fields.has('reporting-mta'))?.get('reporting-mta') ?? '';
  return { reportedBy: typed(server).value, reports: groups.flatMap(toReport) };
}

function toReport(fields: Fields): readonly Report[] {
  const address = fields.get('final-recipient') ?? fields.get('original-recipient');
  if (address === undefined) return [];
  const action = actionIn(fields.get('action') ?? '');
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0];
  const remoteHost = hostIn(typed(fields.get('remote-mta') ?? '').value);
  return [
    {
      recipient: addressIn(typed(address).value),
      ...(action === undefined ? {} : { action }),
      ...(status === undefined ? {} : { status }),
      ...(remoteHost === '' ? {} : { remoteHost }),
      text: diagnosticIn(fields.get('diagnostic-code') ?? ''),
    },
  ];
}

/** `rfc822; user@example.com`: a type, and what is of it. */
function typed(value: string): { readonly type: string; readonly value: string } {
  const match = /^[ \t]{0,20}([\w.-]{1,40})[ \t]{0,20};\s{0,40}/.exec(value);
  return match?.[1] === undefined
    ? { type: '', value: value.trim() }
    : { type: match[1].toLowerCase(), value: value.slice(match[0].length).trim() };
}

/** What a program exited with is no reply's code. */
function diagnosticIn(field: string): string {
  const { type, value } = typed(field);
  return type === 'x-unix' ? value.replace(/^\d{1,5}\s{0,9}/, '') : value;
}

function actionIn(text: string): BounceAction | undefined {
  const [word = ''] = /^[a-z]{1,20}/i.exec(text.trim()) ?? [];
  return bounceActions.find((action) => action === word.toLowerCase());
}

/** `mx.example.com (192.0.2.1)`, `[192.0.2.1]`. */
function hostIn(text: string): string {
  return /^[\w.:[\]-]{1,253}/.exec(text)?.[0] ?? '';
}

function addressIn(text: string): string {
  const address = text.replace(/^<|>$/g, '').replace(/\n/g, '');
  return address.replace(/\\x\{([0-9A-F]{2,6})\}/gi, (whole, code: string) => {
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
