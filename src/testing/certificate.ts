/*
 * TEST-ONLY MATERIAL. This private key is public: it is in the repository and in the package, anyone
 * can be this server. It proves nothing, protects nothing, and belongs in no trust store but a test's.
 * Self-signed for localhost and 127.0.0.1, valid from 2020 to 2120.
 */

/**
 * The certificate of every scripted server, to be trusted by the client under test.
 *
 * @example
 * nodemailer.createTransport({ host: server.host, port: server.port, secure: true, tls: { ca: certificate } });
 */
export const certificate: string = `-----BEGIN CERTIFICATE-----
MIIB4jCCAYmgAwIBAgIBATAKBggqhkjOPQQDAjBBMSswKQYDVQQKDCJub2RlbWFp
bGVyLXNtdHAtZXJyb3JzIHRlc3Qgc2VydmVyMRIwEAYDVQQDDAlsb2NhbGhvc3Qw
IBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMEExKzApBgNVBAoMIm5v
ZGVtYWlsZXItc210cC1lcnJvcnMgdGVzdCBzZXJ2ZXIxEjAQBgNVBAMMCWxvY2Fs
aG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPBnr2Eu5sgdcITY0/X8fFYz
/NV8YwVWcsPlhQwLdTSJoNihJVi64n9As9UYh8tTHlbeEVbIyThH9eExstmdAeuj
cDBuMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQMMAoGCCsG
AQUFBwMBMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAdBgNVHQ4EFgQUNz6G
yn23YIsnHmr2KjWiFPzej6cwCgYIKoZIzj0EAwIDRwAwRAIgKx7lamMhKaq4jJcR
cXv/RbQkLfqyPXRYtHbY8262jBoCIBekBDlJF80oL44B7dMaPQ8ioBpUsdpusvzw
t817IaCr
-----END CERTIFICATE-----
`;

export const privateKey: string = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgF08BSAbW9Km8io1N
rNDKhOlzl4UR4hVCvofgV6VlaA2hRANCAATwZ69hLubIHXCE2NP1/HxWM/zVfGMF
VnLD5YUMC3U0iaDYoSVYuuJ/QLPVGIfLUx5W3hFWyMk4R/XhMbLZnQHr
-----END PRIVATE KEY-----
`;
