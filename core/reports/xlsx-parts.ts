/** The small parts of an Excel file: what lies in it and how its cells may look. */

import { escapeHtml } from './escape.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const FORMATS = 'http://schemas.openxmlformats.org';
const MAIN = `${FORMATS}/spreadsheetml/2006/main`;
const LINKS = `${FORMATS}/package/2006/relationships`;
const LINK_KINDS = `${FORMATS}/officeDocument/2006/relationships`;
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The beginning of a sheet. */
export const WORKSHEET = `${XML}<worksheet xmlns="${MAIN}">`;

export function contentTypes(sheets: readonly string[]): string {
  const override = (part: string, kind: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${CONTENT}.${kind}+xml"/>`;
  return [
    `${XML}<Types xmlns="${FORMATS}/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('workbook', 'sheet.main'),
    override('styles', 'styles'),
    ...sheets.map((_name, index) => override(`worksheets/sheet${index + 1}`, 'worksheet')),
    '</Types>',
  ].join('');
}

const links = (items: readonly string[]): string =>
  `${XML}<Relationships xmlns="${LINKS}">${items.join('')}</Relationships>`;

const link = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${LINK_KINDS}/${kind}" Target="${target}"/>`;

export const packageLinks = (): string => links([link('workbook', 'officeDocument', 'xl/workbook.xml')]);

export const workbookLinks = (sheets: readonly string[]): string =>
  links([
    ...sheets.map((_name, index) => link(`sheet${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
    link('styles', 'styles', 'styles.xml'),
  ]);

/** @param sheets their names: up to 31 characters, none of `\ / ? * [ ] :` */
export function workbook(sheets: readonly string[]): string {
  const listed = sheets.map(
    (name, index) => `<sheet name="${escapeHtml(name)}" sheetId="${index + 1}" r:id="sheet${index + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${LINK_KINDS}"><sheets>${listed.join('')}</sheets></workbook>`;
}

/** Two looks: 0 plain, 1 bold. */
export const styles = (): string =>
  [
    `${XML}<styleSheet xmlns="${MAIN}">`,
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>',
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>',
    '</styleSheet>',
  ].join('');
