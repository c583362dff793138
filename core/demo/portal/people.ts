/** `profile`, `user.get` and `department.get`. */

import type { UserRecord } from './data.ts';
import type { Method } from './method.ts';
import { page } from './paging.ts';
import { isMap, parameter, text } from './parameters.ts';

export const profile: Method = (_parameters, { user }) => ({
  result: {
    ID: String(user.id),
    ...(user.isAdmin === undefined ? {} : { ADMIN: user.isAdmin }),
    NAME: user.name,
    LAST_NAME: user.lastName,
    PERSONAL_GENDER: '',
    PERSONAL_PHOTO: '',
    TIME_ZONE: '',
    TIME_ZONE_OFFSET: '0',
  },
});

/** Dismissed employees come too, unless `ACTIVE` asks otherwise; an unknown id is simply absent. */
export const userGet: Method = (parameters, { data }) => {
  const filter = parameter(parameters, 'FILTER');
  const conditions = new Map(Object.entries(isMap(filter) ? filter : parameters).map(([k, v]) => [k.toUpperCase(), v]));
  const wanted = conditions.get('ID') ?? conditions.get('@ID');
  const ids = wanted === undefined ? null : (Array.isArray(wanted) ? wanted : [wanted]).map(text);
  const active = conditions.get('ACTIVE');
  const users = data.users
    .filter((user) => ids === null || ids.length === 0 || ids.includes(String(user.id)))
    .filter(
      (user) => active === undefined || (user.isActive ?? true) === (text(active) !== 'false' && text(active) !== 'N'),
    );
  return page(users, parameter(parameters, 'start'), rowOf);
};

function rowOf(user: UserRecord): Record<string, unknown> {
  return {
    ID: String(user.id),
    ACTIVE: user.isActive ?? true,
    NAME: user.name,
    LAST_NAME: user.lastName,
    SECOND_NAME: '',
    WORK_POSITION: user.position ?? '',
    UF_DEPARTMENT: user.departments ?? [],
    UF_PHONE_INNER: '',
    LAST_LOGIN: {},
    TIME_ZONE: '',
  };
}

export const departmentGet: Method = (parameters, { data }) => {
  const id = text(parameter(parameters, 'ID'));
  const departments = data.departments.filter((department) => id === '' || String(department.id) === id);
  return page(departments, parameter(parameters, 'START'), ({ id: ID, name, parentId, headId }) => ({
    ID: String(ID),
    NAME: name,
    SORT: 500,
    ...(parentId === undefined ? {} : { PARENT: String(parentId) }),
    ...(headId === undefined ? {} : { UF_HEAD: String(headId) }),
  }));
};
