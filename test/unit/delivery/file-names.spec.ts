import { describe, expect, it } from '@jest/globals';
import { packetFileName } from '../../../src/delivery/file-names.js';

describe('the name of a packet file', () => {
  it.each([
    ['Zoë Müller', undefined, 'packet-zoe-muller.pdf'],
    ['../../etc/passwd', undefined, 'packet-etc-passwd.pdf'],
    ['Ольга Иванова', 'olga.ivanova@example.com', 'packet-olga-ivanova.pdf'],
    ['山田太郎', undefined, 'packet-山田太郎.pdf'],
    ['Łukasz Øster', 'lukasz.oster@example.com', 'packet-lukasz-oster.pdf'],
    ['???', undefined, 'packet-0b51a4e2.pdf'],
    ['Resolved by 15', undefined, 'packet-resolved-by-15.pdf'],
  ])('of %s stays in its folder, in plain ASCII where the name or the e-mail allows', (name, email, file) => {
    expect(packetFileName({ id: '0b51a4e2', name, email }, 'pdf')).toBe(file);
  });
});
