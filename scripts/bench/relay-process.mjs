/**
 * A slow line in a process of its own: TLS in front of a server, and a relay that delays every byte by 80 ms each way in front of
 * that. Prints its port, and a line for each handshake. Arguments: the server's port, and a folder for the certificate.
 */
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {join} from 'node:path';
import {createServer as createTlsServer} from 'node:tls';
import {DELAY_MS} from './relay.mjs';

const [serverPort, folder] = process.argv.slice(2);
const HOST = '127.0.0.1';
const [key, cert] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];

const makeCertificate = () =>
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'].concat([
      '-subj',
      '/CN=bench',
      '-addext',
      `subjectAltName=IP:${HOST}`,
      '-keyout',
      key,
      '-out',
      cert,
    ]),
    {stdio: 'ignore'},
  );

const listening = server => new Promise(resolve => server.listen(0, HOST, () => resolve(server.address().port)));

/** Passes on what comes from `from`, each chunk after the delay, and the end after the last. */
const delayed = (from, to) => {
  const later = action => setTimeout(action, DELAY_MS);
  from.setNoDelay();
  from.on('data', chunk => later(() => to.writable && to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
};

const piped = (from, to) => {
  from.pipe(to);
  from.on('error', () => to.destroy());
};

makeCertificate();
const tls = createTlsServer({key: readFileSync(key), cert: readFileSync(cert)}, client => {
  console.log('handshake');
  const server = connect(Number(serverPort), HOST);
  piped(client, server);
  piped(server, client);
});
const tlsPort = await listening(tls);
const relay = createServer({allowHalfOpen: true}, near => {
  const far = connect({port: tlsPort, host: HOST, allowHalfOpen: true});
  delayed(near, far);
  delayed(far, near);
});
console.log(await listening(relay));
