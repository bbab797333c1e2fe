/** A reply that announces the end of the connection (RFC 5321 sections 3.8 and 4.1.1.10). */
export function isGoodbye(code: number): boolean {
  return code === 221 || code === 421;
}

/** A positive completion (RFC 5321 section 4.2.1), be it the one that belongs there or not. */
export function isPositive(code: number): boolean {
  return code >= 200 && code < 300;
}

/** 250 is the one acceptance of recipients and messages; 251 to 259 are of its kind (RFC 5321 section 4.3.2). */
export function isAcceptance(code: number): boolean {
  return code >= 250 && code < 260;
}

/** A reply that refuses (RFC 5321 section 4.2.1); servers are known that say 999, and mean nothing by it. */
export function isRefusal(code: number): boolean {
  return code >= 400 && code < 600;
}

/** The only right answer to DATA (RFC 5321 section 4.3.2). */
export function isGoAhead(code: number): boolean {
  return code === 354;
}

/** What Nodemailer takes for a yes to a recipient, whatever follows. */
export function isTakenForYes(reply: string): boolean {
  return reply.startsWith('2');
}

/** What Nodemailer sends a message after. */
export function isGoneAheadOn(reply: string): boolean {
  return reply.startsWith('2') || reply.startsWith('3');
}

/** The code that a reply begins with; 0 for what is no reply. */
export function codeOf(reply: string): number {
  let code = 0;
  for (let index = 0; index < 3; index += 1) {
    const digit = reply.charCodeAt(index) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return 0;
    code = 10 * code + digit;
  }
  return code;
}

const ZERO = '0'.charCodeAt(0);
