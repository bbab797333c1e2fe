import { type ScriptedServerOptions, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';

test.each([
  ['null', 'expected options to be an object, got null'],
  ['{ "acounts": {} }', "expected each key of options to be one of accounts, mechanisms, .*, got 'acounts'"],
  [
    '{ "accounts": { "alice": 1 } }',
    'expected options.accounts to be an object of user names .*, got { alice: 1 }',
  ],
  ['{ "accounts": ["alice"] }', "expected options.accounts to be an object .*, got \\[ 'alice' \\]"],
  ['{ "mechanisms": ["NTLM"] }', 'expected options.mechanisms to be an array, each one of PLAIN, LOGIN'],
  ['{ "secure": "yes" }', "expected options.secure to be a boolean, got 'yes'"],
  ['{ "pace": "slow" }', "expected options.pace to be one of whole, lines, bytes, got 'slow'"],
  ['{ "port": 65536 }', 'expected options.port to be a port number, got 65536'],
  [
    '{ "extensions": { "size": -1 } }',
    'expected options.extensions.size to be a number of bytes or false, got -1',
  ],
  [
    '{ "extensions": { "chunking": true } }',
    "expected each key of options.extensions to be .*, got 'chunking'",
  ],
  ['{ "script": { "hello": "250 OK" } }', "expected each key of script to be one of tls, .*, got 'hello'"],
  [
    '{ "script": { "mail": 250 } }',
    "expected script\\['mail'\\] to be a reply, a fault, a function or an array",
  ],
  [
    '{ "script": { "mail": [["250 OK"]] } }',
    "expected script\\['mail'\\] to be a reply, .*, got \\[ '250 OK' \\]",
  ],
  [
    '{ "script": { "mail": { "ending": "bang" } } }',
    "expected script\\['mail'\\].ending to be one of go-on, drop",
  ],
])('says what was expected instead of %s', async (json, message) => {
  const options: ScriptedServerOptions = JSON.parse(json);
  const starting = startScriptedServer(options);
  await expect(starting).rejects.toThrow(TypeError);
  await expect(starting).rejects.toThrow(new RegExp(`^startScriptedServer: ${message}`));
});
