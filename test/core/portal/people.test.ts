import { describe, expect, test } from 'vitest';
import { ADMIN, aPortal, COLLEAGUE } from '../../fakes/portal-data.ts';
import { connectPortal, failureOf } from '../../fakes/portal.ts';

describe('names of employees', () => {
  test('come for every id that was asked for', async () => {
    const data = aPortal({ users: [ADMIN, { ...COLLEAGUE, isActive: false }] });
    const { portal } = await connectPortal({ data });
    expect(Object.fromEntries(await portal.agentNames(['1', '7', '99', '7']))).toEqual({
      '1': { id: '1', name: 'Анна Орлова', isActive: true, isNamed: true, departmentIds: [1] },
      '7': { id: '7', name: 'Пётр Ильин', isActive: false, isNamed: true, departmentIds: [2] },
      '99': { id: '99', name: 'Сотрудник №99', isActive: true, isNamed: false, departmentIds: [] },
    });
  });

  test('are asked for by fifty', async () => {
    const users = Array.from({ length: 120 }, (_, index) => ({
      id: index + 1,
      name: 'Имя',
      lastName: String(index + 1),
    }));
    const { portal, fake } = await connectPortal({ data: aPortal({ users }) });
    const names = await portal.agentNames(users.map((user) => String(user.id)));
    expect(names.get('120')!.name).toBe('Имя 120');
    expect(fake.journal.count('user.get')).toBe(3);
  });

  test('are kept for some hours, also of those who have none', async () => {
    const { portal, fake, clock } = await connectPortal();
    await portal.agentNames(['1', '99']);
    await portal.agentNames(['1', '99']);
    expect(fake.journal.count('user.get')).toBe(1);
    clock.advance(5 * 3_600_000);
    await portal.agentNames(['1']);
    expect(fake.journal.count('user.get')).toBe(2);
  });

  test('of nobody need no request', async () => {
    const { portal, fake } = await connectPortal();
    expect((await portal.agentNames([])).size).toBe(0);
    expect(fake.journal.count()).toBe(0);
  });

  test('that are empty fall back to the number', async () => {
    const { portal } = await connectPortal({ data: aPortal({ users: [{ ...ADMIN, name: '', lastName: ' ' }] }) });
    expect((await portal.agentNames(['1'])).get('1')!.name).toBe('Сотрудник №1');
  });
});

describe('names of departments', () => {
  test('come from all pages', async () => {
    const departments = Array.from({ length: 120 }, (_, index) => ({ id: index + 1, name: `Отдел ${index + 1}` }));
    const { portal, fake } = await connectPortal({ data: aPortal({ departments }) });
    const names = await portal.departmentNames();
    expect(names.size).toBe(120);
    expect(names.get(120)).toBe('Отдел 120');
    expect(fake.journal.count('department.get')).toBe(3);
  });

  test('are kept for some hours', async () => {
    const { portal, fake, clock } = await connectPortal();
    await portal.departmentNames();
    await portal.departmentNames();
    expect(fake.journal.count('department.get')).toBe(1);
    clock.advance(5 * 3_600_000);
    await portal.departmentNames();
    expect(fake.journal.count('department.get')).toBe(2);
  });

  test('are empty without the scope, and the missing scope is asked about once', async () => {
    const { portal, fake } = await connectPortal({ settings: { scopes: ['telephony'] } });
    expect((await portal.departmentNames()).size).toBe(0);
    expect((await portal.departmentNames()).size).toBe(0);
    expect(fake.journal.count('department.get')).toBe(1);
  });

  test('do not hide a dead webhook', async () => {
    const { portal, fake } = await connectPortal({ settings: { isWebhookAlive: false } });
    expect((await failureOf(fake, portal.departmentNames())).code).toBe('portal.unauthorized');
  });
});
