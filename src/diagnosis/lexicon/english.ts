import type { LanguageWords } from './concepts.js';

/** English. Source: RFC 5321, RFC 3463 and the texts of Postfix, Exim, Sendmail, Exchange, qmail, Courier, Dovecot. */
export const english: LanguageWords = {
  mailbox: 'mailbox*, mail box, inbox, mail drop, maildir, mailfolder',
  user: 'user, users, userid, username, recipient user, person, customer',
  account: 'account*, subscription, tenant, profile',
  recipient: 'recipient*, rcpt, rcpts, addressee*, destination*, receiver*, recip, recips',
  sender:
    'sender*, mail from, mailfrom, from address, from header, envelope from, return path, reverse path, originator*',
  domain: 'domain*, tld',
  address: 'address*, email id',
  message: 'message*, mail, mails, email, emails, letter, letters',
  server: 'server*, host, mta, system, machine, service',
  connection: 'connection*, connect, connected, connecting, session*, channel*',
  password: 'password*, passwd, passphrase, pass, credential*, secret',
  login: 'login*, logon, auth, authentic*, sasl, sign in, signin, log in',
  token: 'token*, oauth*, xoauth2, bearer, jwt, access key',
  appPassword:
    'app password*, application password*, application specific, app specific, authorization code*, auth code, client password, authorized code, device password*',
  mechanism: 'mechanism*, method*, authentication type, auth type',
  command: 'command*, verb*, keyword*, argument*, parameter*, option*, operand*',
  syntax: 'syntax*, malformed, parse*, format, illegal*, garbled, base64, decode*',
  sequence: 'sequence, order, out of, already, nested, first, must precede, expected, before',
  size: 'size*, too large, too big, too long, bytes, megabytes, mb, mib, kb, larger, largest, oversize*, length',
  quota: 'quota*, allowance*, allocation, credits, credit',
  storage: 'disk*, space, storage, filesystem, spool, queue file, write error, no room, partition',
  limit: 'limit*, maximum, max, threshold*, exceed*, allotment, at most, ceiling, cap',
  rate: 'rate*, frequen*, throttl*, too fast, too often, too quickly, slow down, flood*, volume, ratelimit*, many messages, many mails, many emails, too much mail',
  day: 'day, days, daily, 24 hours, per day, today, tomorrow, monthly, month',
  hour: 'hour*, hourly, minute*, per hour, seconds',
  tooMany: 'too many, too much, excessive*, number of, number, concurrent*, simultaneous*, parallel',
  unknown:
    'unknown*, not found, no such, not exist*, nonexist*, non exist*, existent, not known, no longer valid, no longer exist*, could not be found, not be found, not recogni*, unrecogni*, no mailbox, no user, no account, not our*, not a valid, not listed, not local, nobody, no one, not present, cannot find, undeliverable*, unrout*, not registered, does not have, no recipient, not here',
  invalid: 'invalid*, not valid, bad, wrong*, incorrect*, mismatch*, not match*, improper*, unacceptable*',
  full: 'full, over quota, overquota, overdrawn, out of space, over the limit, quota exceed*, exceeded quota, storage exceed*, not enough, insufficient*',
  disabled:
    'disabled, deactivat*, turned off, switched off, closed, discontinued, terminated, not enabled, retired, archived, expired, deleted, removed, abandoned, dormant, no longer',
  inactive:
    'inactiv*, not active, not activated, activate*, unverified, not verified, pending, not yet, not subscribed',
  blocked:
    'block*, ban, banned, bans, refus*, den*, denied, deny, reject*, prohibit*, forbidden, barred, unwelcome, not accept*',
  suspended: 'suspen*, lock*, frozen, on hold, compromis*, restrict*, paused, abus*',
  required: 'requir*, need*, must, please use, necessary, mandatory, should, first, only after, demand*',
  failed: 'fail*, unsuccessful*, unable*, not accepted, error*, could not, can not',
  notSupported:
    'not support*, unsupported, not implement*, unimplemented, not available, not offer*, unrecogni*, not advertis*',
  notAllowed:
    'not allow*, not permit*, not author*, unauthor*, disallow*, no permission*, permission*, privilege*, rights, not own*, not belong*, prohibit*, forbidden, not entitled, no access',
  unavailable:
    'unavailable*, not available, not ready, unreachable, not respond*, down, offline, out of service, maintenance, shutting down',
  temporary:
    'temporar*, transient*, momentarily, currently, at this time, for now, right now, at the moment, temp',
  tryLater: 'try again*, try later, later, retry*, come back, defer*, postpone*, again, delay*',
  busy: 'busy, overload*, load, congest*, resource*, memory, timeout, timed out, backend*, ldap, database, lookup fail*, internal*, system error, local error, configuration error',
  closing: 'clos*, bye, goodbye, disconnect*, hang* up, idle, drop*, terminat*',
  timeout: 'timeout*, timed out, time out, idle, inactivity',
  spam: 'spam*, junk, ube, uce, bulk, unsolicited, phish*, unwanted, scam, marketing',
  virus: 'virus*, malware, infected, trojan*, worm, executable*, attachment*, dangerous*, extension*',
  content:
    'content*, header*, body, subject, url, urls, link, links, mime, line, lines, filter*, bare lf, 8bit, rfc822, rfc5322',
  blocklist:
    'blacklist*, blocklist*, block list*, black list*, dnsbl, rbl*, spamhaus, sbl, xbl, pbl, barracuda*, spamcop, sorbs, listed, denylist*, bl',
  reputation:
    'reputation*, complaint*, trust*, poor, low score, score, behavio*, suspicious*, dynamic*, generic, residential',
  client:
    'ip, ips, client*, helo, ehlo, ptr, reverse dns, rdns, hostname*, host name, fqdn, network, location, country, connecting',
  policy: 'polic*, administrat*, organization*, security, rule*, compliance, restriction*',
  relay: 'relay*, open relay, forward*, gateway*, rcpthosts, local domain*, not handle, not serve',
  encryption: 'encrypt*, tls, ssl, starttls, secure*, plaintext, cleartext, unencrypted, smtps',
  certificate: 'certificate*, cert, handshake, cipher*, x509, ca',
  dns: 'dns, mx, resolv*, dnssec, nxdomain, name server, a record, lookup',
  loop: 'loop*, hop*, hops, received lines, circular',
  greylist:
    'greylist*, graylist*, grey list*, gray list*, postgrey, greet*, first time, triplet, deferred for',
  dmarc:
    'dmarc, dkim, spf, domainkeys, sender policy framework, arc, unauthenticated, alignment, spoof*, impersonat*, forg*',
  webLogin:
    'webmail, browser*, web interface, web login, log in via, via your web, sign in to your account, visit, captcha, unlock*',
  smtpAccess:
    'smtp auth*, smtp access, pop3, imap, smtp service, smtp is, third party, external*, basic authentication, legacy, less secure, client submission, smtp login, api key*, service not enabled, service',
  loginTries:
    'attempt*, tries, retries, failures, many failed, brute force, failed logins, invalid logins, bad auth',
  wish: 'wish*, want*, does not like, subscrib*, suppress*, bounce*, opt out, unsubscrib*, whitelist*, allowlist*, pre approved',
};
