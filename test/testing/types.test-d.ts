import {
  closing,
  drop,
  type Fault,
  type Script,
  type ScriptedServer,
  type StepContext,
  startScriptedServer,
} from 'nodemailer-smtp-errors/testing';
import { expectTypeOf, test } from 'vitest';

test('a script is made of phases, steps and arrays of them', () => {
  expectTypeOf({ mail: '250 OK', rcpt: [drop(), undefined, 'ok'] }).toExtend<Script>();
  expectTypeOf({ data: async () => closing('221 Bye') }).toExtend<Script>();
  expectTypeOf({ mail: 250 }).not.toExtend<Script>();
  expectTypeOf({ mail: { ending: 'bang' } }).not.toExtend<Script>();
  // @ts-expect-error there is no such phase
  void startScriptedServer({ script: { hello: '250 OK' } });
});

test('a step that is a function knows its context without being told', () => {
  void startScriptedServer({
    script: {
      rcpt: (context) => {
        expectTypeOf(context).toEqualTypeOf<StepContext>();
        return undefined;
      },
    },
  });
});

test('mechanisms are those that the server knows', () => {
  // @ts-expect-error it does not know NTLM
  void startScriptedServer({ mechanisms: ['NTLM'] });
});

test('what the server saw cannot be changed from outside', () => {
  expectTypeOf<ScriptedServer['messages']>().not.toHaveProperty('push');
  expectTypeOf<ScriptedServer>().toExtend<AsyncDisposable>();
  expectTypeOf(drop()).toEqualTypeOf<Fault>();
});
