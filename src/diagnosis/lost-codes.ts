/**
 * The code that an error had before Nodemailer gave it its own, which it keeps nowhere but in the message:
 * until 10.1.0. `EOAUTH2` is there since 8.0.0.
 */
export function lostCode(code: string, command: string, message: string): string | undefined {
  const ofNode = nodeCode.exec(message)?.[1];
  if (ofNode !== undefined) return ofNode;
  const ofTls = openSslReason.exec(message)?.[1];
  if (ofTls !== undefined) return `ERR_SSL_${ofTls.toUpperCase().replaceAll(' ', '_')}`;
  return code === 'EAUTH' && command === 'AUTH XOAUTH2' && ofXoauth2.test(message) ? 'EOAUTH2' : undefined;
}

/** "connect ECONNREFUSED 127.0.0.1:587". */
const nodeCode = /^(?:connect|read|write|open|getaddrinfo|query[A-Za-z]+) (E[A-Z_]{3,20})\b/;

/** "80CC:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../record.c:354:", of which Node makes its code. */
const openSslReason = /^[0-9A-F]{0,32}:error:[0-9A-F]{8}:SSL routines:[^:]{0,80}:([a-z0-9 ]{1,80}):/;

/** What its xoauth2 says by itself, and what token services answer for good; an error of the application's own looks otherwise. */
const ofXoauth2 =
  /^(?:invalid_grant|invalid_client|unauthorized_client|\[object Object\]|No access token$|Invalid authentication response$)/;
