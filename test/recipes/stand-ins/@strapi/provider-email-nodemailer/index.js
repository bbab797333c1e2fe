const nodemailer = require('nodemailer');

/** The provider makes its own transporter, of whatever `providerOptions` are. */
module.exports = {
  init(providerOptions, settings) {
    const transporter = nodemailer.createTransport(providerOptions);
    return { send: (message) => transporter.sendMail({ from: settings.defaultFrom, ...message }) };
  },
};
