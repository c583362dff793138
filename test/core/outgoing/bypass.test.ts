import { expect, it } from 'vitest';
import { bypassEntries } from '#core/outgoing/index.ts';
import { isBypassed, isThisComputer } from '#core/outgoing/bypass.ts';

const goesStraight = (address: string, list: string) => isBypassed(new URL(address), bypassEntries(list));

it.each([
  ['https://portal.shop.ru', 'shop.ru'],
  ['https://shop.ru', 'example.org, shop.ru'],
  ['https://PORTAL.shop.ru', '*.Shop.ru'],
  ['https://portal.shop.ru', '.shop.ru'],
  ['https://portal.shop.ru:8443', 'shop.ru:8443'],
  ['https://anything.example', '*'],
  ['https://crm', '<local>'],
  ['https://10.1.2.3', '10.*'],
  ['https://10.1.2.3', '10.0.0.0/8'],
  ['https://[fd00::5]', 'fd00::/8'],
  ['https://[fd00::5]:8443', '[fd00::5]:8443'],
  ['https://192.168.1.7', 'shop.ru;192.168.1.7'],
])('%s goes straight by «%s»', (address, list) => {
  expect(goesStraight(address, list)).toBe(true);
});

it.each([
  ['https://myshop.ru', 'shop.ru'],
  ['https://shop.ru.evil.example', 'shop.ru'],
  ['https://shop.ru', 'shop.ru:8443'],
  ['https://portal.shop.ru', '<local>'],
  ['https://110.1.2.3', '10.*'],
  ['https://11.1.2.3', '10.0.0.0/8'],
  ['https://10.1.2.3', '10.0.0.0/99'],
  ['https://10.shop.ru', '10.0.0.0/8'],
  ['https://shop.ru', '. , *. :443'],
  ['https://shop.ru', ''],
])('%s does not go straight by «%s»', (address, list) => {
  expect(goesStraight(address, list)).toBe(false);
});

it.each(['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '[::1]', 'LOCALHOST.'])(
  '%s is this computer',
  (host) => {
    expect(isThisComputer(host)).toBe(true);
  },
);

it.each(['127.0.0.1.example.com', 'localhost.example.com', '128.0.0.1', 'nolocalhost'])(
  '%s is another computer',
  (host) => {
    expect(isThisComputer(host)).toBe(false);
  },
);
