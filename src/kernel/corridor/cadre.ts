import type { KeyObject } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Acteur } from '../identite/acteur.ts'
import type { Maison } from '../maison.ts'
import type { Entree, Module } from '../module.ts'
import type { Droits } from './acces.ts'

/** What the corridor knows of the house it serves; made once at start. */
export type Cadre = {
  maison: Maison
  modules: readonly Module[]
  droits: Droits
  menu: readonly Entree[]
  refus: Readonly<Record<string, string>>
  actif: (nom: string) => string
  cles: { csrf: KeyObject; message: KeyObject }
  maintenant: () => Date
  /** This is the mediator's listener: its doors, its callers, its errors. */
  facade: boolean
}

/** What the corridor knows of one request. */
export type Passage = {
  requete: FastifyRequest
  reponse: FastifyReply
  acteur: Acteur
  /** Secret of the browser cookie; made on first need. */
  navigateur: string | undefined
  /** Cookie of the open session. */
  session: string | undefined
  /** A session that has ended, and whose it was: what is typed is kept for the same person. */
  sessionFinie: { personne: string } | undefined
  json: boolean
  porteur: boolean
  maintenant: Date
  message: string | undefined
}
