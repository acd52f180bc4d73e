// What the suite leaves out in Hermes, by the reason: an area, or one test of it.

const TAKERS = ['verifyCallback', 'verifyHmacWebhook', 'verifyResponse', 'parseQueryResponse'];

export const WITHOUT = {
  'React Native has no ReadableStream': [
    'verifyRequest / a stream cut inside characters',
    'verifyRequest / a stream without end is left',
    'verifyRequest / a declared length is believed before reading',
    'mistakes: bytes / a stream of something else than bytes is left',
    'client: failures / an answer that does not end in time',
    'client: failures / an answer without end',
    'handler: answers / 413 reads no further than the limit',
    'handler: answers / 413 where the end of a stream fails',
    'handler: answers / 413 where the end of a stream hangs',
    'handler: answers / 503 for a body that breaks off',
    'handler: deadline / a body that stalls',
    'handler: deadline / a body that stalls is left at the deadline, and the work ends',
    'handler: deadline / a body of empty pieces is too long',
    'voucher: download / an answer without end',
  ],
  'no bytes can be transferred away: there is no structuredClone': [
    ...TAKERS.flatMap((name) => ['bytes', 'a buffer'].map((what) => [name, what])).map(
      ([name, what]) => `mistakes: bytes / ${name}: ${what} that ${what === 'bytes' ? 'were' : 'was'} transferred away`,
    ),
    'mistakes: bytes / checked, bytes that were transferred away',
  ],
  "React Native's Request knows no redirect: fetch follows it": [
    'buildQueryRequest / follows no redirect',
    'client / list sends the signed query',
    'voucher: functions / a request for a voucher',
    'voucher: download / the file itself',
    'voucher: links / a link to a host of the list',
  ],
  "React Native's AbortSignal has no reason": ['handler: deadline / 503 when it passes, and the signal is aborted'],
  'the URL that apps add has no canParse and leaves capitals in a host': [
    'buildQueryRequest / an address that is none: https://1.2.3.4.5',
    'voucher: links / a host in capitals is the same',
    'voucher: settings / voucher.hosts: {"hosts":["Files.example"]}',
  ],
  "Metro's preset makes private fields properties that are not enumerable": ['secrets stay / a client shows no secret'],
  'an interpreter is too slow for what is held against the clock with 1000 at a time': [
    'waitForResult and callbacks / 1000 payments, each by a callback and by asking at once: each is handled once',
    'handler: storm',
  ],
};
