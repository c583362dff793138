import { describe, expect, it } from 'vitest';
import { syncPortal } from '#core/pipeline/index.ts';
import { aCallRecord, ADMIN, aPortal, COLLEAGUE } from '../../fakes/portal-data.ts';
import { aPortalJob, SOURCE } from './portal-work.ts';

const DAY_MS = 86_400_000;

const aPortalWithPeople = () =>
  aPortal({
    calls: [aCallRecord({ id: 1, userId: 7 }), aCallRecord({ id: 2, userId: 1 }), aCallRecord({ id: 3, userId: 99 })],
    users: [{ ...ADMIN }, { ...COLLEAGUE, departments: [2, 3] }],
    departments: [
      { id: 1, name: 'Сфера' },
      { id: 2, name: 'Отдел продаж' },
    ],
  });

describe('employees of the portal’s calls', () => {
  it('are stored with their departments, of which one may have no name', async () => {
    const { work } = await aPortalJob(aPortalWithPeople());
    await syncPortal(work);
    const { people, callList } = work.store;
    expect(people.find(SOURCE, '7')).toEqual({ id: '7', name: 'Пётр Ильин', isActive: true, departmentIds: [2, 3] });
    expect(callList.agents()).toEqual([
      { id: '1', name: 'Анна Орлова', department: 'Сфера', isActive: true },
      { id: '7', name: 'Пётр Ильин', department: 'Отдел продаж', isActive: true },
      { id: '99', name: 'Сотрудник №99', department: null, isActive: true },
    ]);
  });

  it('keep name and department when they are dismissed and make no more calls', async () => {
    const { work, fake, clock } = await aPortalJob(aPortalWithPeople());
    await syncPortal(work);
    fake.data.calls.splice(0, 1);
    fake.data.users[1]!.isActive = false;
    clock.advance(DAY_MS);
    await syncPortal(work);
    const dismissed = { id: '7', name: 'Пётр Ильин', department: 'Отдел продаж', isActive: false };
    expect(work.store.callList.agents()).toContainEqual(dismissed);
  });

  it('keep their names when the portal no longer tells them', async () => {
    const { work, fake, connect } = await aPortalJob(aPortalWithPeople());
    await syncPortal(work);
    fake.data.users.splice(1, 1);
    fake.data.calls.push(aCallRecord({ id: 4, userId: 7 }));
    await syncPortal({ ...work, portal: connect({ source: SOURCE }) });
    expect(work.store.calls.find(`${SOURCE}:4`)?.agentName).toBe('Пётр Ильин');
    expect(work.store.calls.find(`${SOURCE}:1`)?.agentName).toBe('Пётр Ильин');
  });

  it('change their name and department with the portal', async () => {
    const { work, fake, connect } = await aPortalJob(aPortalWithPeople());
    await syncPortal(work);
    Object.assign(fake.data.users[1]!, { lastName: 'Ильина', departments: [1] });
    await syncPortal({ ...work, portal: connect({ source: SOURCE }) });
    expect(work.store.callList.agents()).toContainEqual({
      id: '7',
      name: 'Пётр Ильина',
      department: 'Сфера',
      isActive: true,
    });
  });
});
