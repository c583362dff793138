/** The model manager: the catalogue, and what is installed of it. */

export { findModel, modelBytes, readCatalog, type CatalogModel } from './catalog.ts';
export { assertHubAddress, DEFAULT_HUB, openHub, type Hub } from './hub.ts';
export { importModel, type ImportSource } from './import.ts';
export { installModel, type PlaceOptions } from './install.ts';
export { installedIds, modelFolder, readManifest, removeModel, stagingFolder, type Manifest } from './installed.ts';
export { verifyModel, type Verification } from './verify.ts';
