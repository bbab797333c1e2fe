import type { Provider } from './provider.js';

/** Hosters and telcos. */
export const hosters = {
  ionos: {
    name: 'IONOS',
    hosts: [
      '.ionos.com',
      '.ionos.de',
      '.ionos.co.uk',
      '.ionos.es',
      '.ionos.fr',
      '.ionos.it',
      '.1and1.com',
      '.1and1.co.uk',
      '.1and1.fr',
      '.1und1.de',
      '.kundenserver.de',
      '.perfora.net',
    ],
    marks: ['kundenserver.de', 'perfora.net', 'mreue*', 'postmaster.1und1.de', 'postmaster.1and1.'],
  },
  strato: {
    name: 'STRATO',
    hosts: ['.strato.de', '.strato.com', '.rzone.de'],
    marks: ['smtp.rzone.de', '.strato.de'],
  },
  ovh: {
    name: 'OVHcloud',
    hosts: ['ssl0.ovh.net', '.mail.ovh.net', '.mail.ovh.ca'],
    marks: ['.mail.ovh.net', 'ssl0.ovh.net'],
  },
  godaddy: {
    name: 'GoDaddy',
    hosts: [
      'smtpout.secureserver.net',
      'smtpout.*.secureserver.net',
      'relay-hosting.secureserver.net',
      'smtp.secureserver.net',
      'smtp.*.secureserver.net',
      '.prod.phx3.secureserver.net',
      '.prod.iad2.secureserver.net',
      '.prod.sxb1.secureserver.net',
    ],
    marks: [
      '.prod.phx3.secureserver.net',
      '.prod.iad2.secureserver.net',
      '.prod.sxb1.secureserver.net',
      'godaddy.com/',
    ],
  },
  hostinger: {
    name: 'Hostinger',
    hosts: ['.hostinger.com', '.hostinger.io', '.titan.email'],
    marks: ['.hostinger.com', '.hostinger.io', 'hostinger.com/'],
  },
  namecheap: {
    name: 'Namecheap Private Email',
    hosts: ['.privateemail.com'],
    marks: ['privateemail.com'],
  },
  aruba: {
    name: 'Aruba',
    hosts: ['smtp.aruba.it', 'smtps.aruba.it', '.pec.aruba.it', '.ad.aruba.it'],
    marks: ['.ad.aruba.it', '.pec.aruba.it'],
  },
  infomaniak: {
    name: 'Infomaniak',
    hosts: ['.infomaniak.com', '.infomaniak.ch'],
    marks: ['.infomaniak.'],
  },
  gandi: {
    name: 'Gandi',
    hosts: ['mail.gandi.net'],
    marks: ['.mail.gandi.net'],
  },
  sakura: { name: 'Sakura Internet', hosts: ['.sakura.ne.jp'] },
} as const satisfies Record<string, Provider>;
