// A server that accepts everything as fast as it can, in a process of its own: its memory and its
// time are not what is measured.
import { createServer } from 'node:tls';

const replies = /** @type {const} */ ({
  EHLO: '250-localhost\r\n250-PIPELINING\r\n250 AUTH PLAIN\r\n',
  AUTH: '235 2.7.0 ok\r\n',
  MAIL: '250 2.1.0 ok\r\n',
  RCPT: '250 2.1.5 ok\r\n',
  DATA: '354 go ahead\r\n',
  RSET: '250 2.0.0 ok\r\n',
  QUIT: '221 2.0.0 bye\r\n',
});

const delay = Number(process.env['SINK_DELAY']);

const server = createServer(
  { cert: process.env['SINK_CERT'], key: process.env['SINK_KEY'], noDelay: true },
  (socket) => {
    let inData = false;
    let rest = '';
    socket.on('error', () => undefined);
    socket.write('220 localhost ESMTP\r\n');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      let answer = '';
      for (const line of lines) {
        if (inData) {
          if (line !== '.') continue;
          inData = false;
          answer += '250 2.0.0 queued\r\n';
        } else {
          const verb = line.slice(0, 4).toUpperCase();
          inData = verb === 'DATA';
          answer += replies[/** @type {keyof typeof replies} */ (verb)] ?? '500 5.5.1 what\r\n';
        }
      }
      if (answer === '') return;
      if (delay === 0) socket.write(answer);
      else setTimeout(() => socket.write(answer), delay);
    });
  },
);
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
