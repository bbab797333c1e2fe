/** The adapter checks the login once, and then sends with the transporter that it was given. */
export async function nodemailerAdapter({ defaultFromAddress, defaultFromName, transport }) {
  await transport.verify().catch((err) => console.error({ err }));
  const from = `${defaultFromName} <${defaultFromAddress}>`;
  const sendEmail = (message) => transport.sendMail({ from, ...message });
  return () => ({ name: 'nodemailer', defaultFromAddress, defaultFromName, sendEmail });
}
