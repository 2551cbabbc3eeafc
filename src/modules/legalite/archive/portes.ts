import { importerArchives, verserArchive } from './actions/verser.ts'
import { importer } from './pages/importer.tsx'
import { nouveau } from './pages/nouveau.tsx'

/** The doors of what the old regime left. */
export const PAGES_ARCHIVES = [nouveau, importer]
export const ACTIONS_ARCHIVES = [verserArchive, importerArchives]
