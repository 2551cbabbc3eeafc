import type { KeyObject } from 'node:crypto'
import type { DocumentApi } from './corridor/openapi.ts'
import type { Base } from './db/index.ts'
import type { AtelierOuvert } from './documents/atelier.ts'
import type { Depot } from './fichiers/index.ts'
import type { File } from './jobs/index.ts'
import type { Lecteur } from './lecture/lire.ts'
import type { Contributions, Module } from './module.ts'
import type { Reglages } from './reglages.ts'
import type { Territoires } from './territoire/index.ts'

/** What the house lends to every door: settings, the file store, the territory in memory, secrets derived from one root. */
export type Maison = {
  reglages: Reglages
  base: Base
  depot: Depot
  file: File
  territoires: Territoires
  /** Keys, typesetting, coffer: what makes and signs documents. */
  atelier: AtelierOuvert
  /** Reads, draws and binds the PDF that people send, in processes of its own. */
  lecteur: Lecteur
  /** What every module gives to the home page and to the agent's day, in the order of modules. */
  contributions: readonly Contributions[]
  /** Every manifest, for the screens made from them (rights, map of doors). */
  modules: readonly Module[]
  /** The description of every door (OpenAPI 3.1), made from the manifests when it is first asked for. */
  api: () => DocumentApi
  /** A key for one use, derived from the root secret (HKDF-SHA-256), e.g. `secret('csrf')`. 32 bytes. */
  secret: (usage: string) => Buffer
  /** The same as a key object, for HMAC: bytes are made into one at each call, for six times its price. */
  cle: (usage: string) => KeyObject
}
