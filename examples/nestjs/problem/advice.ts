/** What a client can do, by status. Nothing of servers, accounts and addresses: the public reads it. */
export const advice = {
  413: 'The mail was not sent. Send a smaller one.',
  422: 'The mail was not sent, and will not be as it is. Change it before you send it again.',
  500: 'The mail was not sent, and trying again does not help. The operators have been told.',
  502: 'The mail was not sent, and trying again does not help. The operators have been told.',
  503: 'The mail was not sent. Try again later.',
  504: 'The mail may have been sent. Do not send it again before you know that it has not arrived.',
} as const;

/** The statuses that failures are answered with. */
export type Status = keyof typeof advice;
