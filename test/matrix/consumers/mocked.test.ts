import nodemailer from 'nodemailer';
import { AuthenticationFailedError, wrapTransport } from 'nodemailer-smtp-errors';

const mockSendMail = jest.fn();
jest.mock('nodemailer', () => ({ createTransport: () => ({ sendMail: mockSendMail }) }));

const mail = { from: 'a@example.com', to: 'b@example.com', text: 'Hello' };

test('a mock of Nodemailer with sendMail alone is wrapped, and its errors are typed', async () => {
  const mailer = wrapTransport(nodemailer.createTransport({ host: 'localhost' }));
  mockSendMail.mockResolvedValueOnce({ messageId: '<1@example.com>' });
  expect((await mailer.sendMail(mail)).messageId).toBe('<1@example.com>');
  expect(mailer.sendMail).toHaveBeenCalledWith(mail);
  mockSendMail.mockRejectedValueOnce(
    Object.assign(new Error('Invalid login: 535 No'), { code: 'EAUTH', responseCode: 535 }),
  );
  await expect(mailer.sendMail(mail)).rejects.toBeInstanceOf(AuthenticationFailedError);
});
