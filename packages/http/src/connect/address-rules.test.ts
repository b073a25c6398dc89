import { expect, it } from 'vitest';
import { kindOfAddress } from './address-rules.ts';

it.each(['93.184.216.34', '2606:2800:220:1::1', '::ffff:93.184.216.34', '64:ff9b::5db8:d822', '2002:5db8:d822::1', '8.8.8.8'])(
  'takes %s for public',
  (address) => expect(kindOfAddress(address)).toBe('public'),
);

it.each([
  '127.0.0.1',
  '127.8.8.8',
  '10.0.0.5',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '224.0.0.1',
  '::',
  '::1',
  'fd12:3456::1',
  'ff02::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '::127.0.0.1',
])('takes %s for private', (address) => expect(kindOfAddress(address)).toBe('private'));

it.each([
  '169.254.169.254',
  '169.254.0.1',
  'fe80::1',
  'fe80::1%eth0',
  'fd00:ec2::254',
  '::ffff:169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '100.100.100.200',
  '168.63.129.16',
  'not an address',
])('takes %s for forbidden', (address) => expect(kindOfAddress(address)).toBe('forbidden'));
