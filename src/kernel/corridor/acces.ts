import type { Acces, Module, Sujet } from '../module.ts'
import type { Acteur } from '../identite/acteur.ts'
import { clesDe } from '../identite/acteur.ts'
import { clesPostes } from '../identite/cles-poste.ts'
import { Portee } from '../identite/portee.ts'
import type { Territoires } from '../territoire/index.ts'

/** Role -> permissions, gathered from every manifest. */
export type Droits = ReadonlyMap<string, ReadonlySet<string>>

/** Key of the permissions that only a person may use; not the name of any role. */
const PERSONNES = ''

/** Gathers what each role may do; the only source of the permission screen and of the access matrix. */
export function droitsDe(modules: readonly Module[]): Droits {
  const droits = new Map<string, Set<string>>([[PERSONNES, new Set(modules.flatMap((module) => module.personnelles ?? []))]])
  for (const module of modules)
    for (const [role, permissions] of Object.entries(module.roles)) {
      const tous = droits.get(role) ?? new Set<string>()
      for (const nom of permissions) {
        if (!modules.some((autre) => nom in autre.permissions)) throw new Error(`${module.name} donne à ${role} une permission inconnue : ${nom}`)
        tous.add(nom)
      }
      droits.set(role, tous)
    }
  return droits
}

/** `connexion`: sign in first; `interdit`: known but not allowed (403); `absent`: 404, existence is not revealed. */
export type Verdict = { oui: true; portee: Portee } | { oui: false; raison: 'connexion' | 'interdit' | 'absent' }

const RIEN = Portee.creer([])
const oui = (portee: Portee = RIEN): Verdict => ({ oui: true, portee })
const non = (raison: 'connexion' | 'interdit' | 'absent'): Verdict => ({ oui: false, raison })

function couverture(territoires: Territoires, codes: readonly string[]): Portee {
  if (codes.includes('BJ')) return Portee.creer('tout')
  return Portee.creer(codes.flatMap((code) => territoires.couverture(code)))
}

/** Territories in which this actor holds a permission. */
export function porteeDe(acteur: Acteur, permission: string, droits: Droits, territoires: Territoires): Portee {
  if (acteur.genre === 'systeme') return Portee.creer('tout')
  if (acteur.genre === 'jeton') return acteur.permissions.includes(permission) && !droits.get(PERSONNES)?.has(permission) ? couverture(territoires, acteur.territoires) : RIEN
  if (acteur.genre !== 'agent') return RIEN
  const codes = acteur.postes.filter((poste) => droits.get(poste.role)?.has(permission)).map((poste) => poste.territoire)
  return couverture(territoires, codes)
}

/**
 * Says whether the actor may pass a door. `sujet` is called only where the answer depends on the object, so that an
 * actor without the permission learns nothing about it.
 */
export async function juger(
  may: Acces,
  acteur: Acteur,
  sujet: (() => Promise<Sujet | undefined>) | undefined,
  droits: Droits,
  territoires: Territoires,
): Promise<Verdict> {
  switch (may.pour) {
    case 'public':
      return oui()
    case 'connu':
      return acteur.genre === 'agent' || acteur.genre === 'citoyen' ? oui() : non(acteur.genre === 'visiteur' ? 'connexion' : 'interdit')
    case 'citoyen':
      return acteur.genre === 'citoyen' ? oui() : non(acteur.genre === 'visiteur' ? 'connexion' : 'interdit')
    case 'agent':
      return acteur.genre === 'agent' ? oui(couverture(territoires, acteur.postes.map((p) => p.territoire))) : non(acteur.genre === 'visiteur' ? 'connexion' : 'interdit')
    case 'titulaire':
      return jugerTitulaire(acteur, sujet)
    case 'participant': {
      const cles = clesPostes(acteur, territoires)
      if (cles.length === 0) return non(acteur.genre === 'visiteur' ? 'connexion' : 'interdit')
      const objet = await sujet?.()
      return objet?.participants?.some((cle) => cles.includes(cle)) ? oui() : non('absent')
    }
    case 'permission': {
      const portee = porteeDe(acteur, may.permission, droits, territoires)
      if (portee.vide) return non(acteur.genre === 'visiteur' ? 'connexion' : 'interdit')
      if (!sujet) return oui(portee)
      const objet = await sujet()
      return objet && !objet.prive && portee.contient(objet.territoire) ? oui(portee) : non('absent')
    }
    case 'un':
      return jugerUn(may.parmi, acteur, sujet, droits, territoires)
  }
}

async function jugerTitulaire(acteur: Acteur, sujet: (() => Promise<Sujet | undefined>) | undefined): Promise<Verdict> {
  const cles = clesDe(acteur)
  const objet = cles.length > 0 ? await sujet?.() : undefined
  if (objet?.titulaires?.some((cle) => cles.includes(cle))) return oui()
  if (acteur.genre !== 'visiteur' && acteur.genre !== 'citoyen') return non('interdit')
  return non(acteur.genre === 'visiteur' ? 'connexion' : 'absent')
}

async function jugerUn(
  parmi: readonly Acces[],
  acteur: Acteur,
  sujet: (() => Promise<Sujet | undefined>) | undefined,
  droits: Droits,
  territoires: Territoires,
): Promise<Verdict> {
  const raisons: ('connexion' | 'interdit' | 'absent')[] = []
  for (const may of parmi) {
    const verdict = await juger(may, acteur, sujet, droits, territoires)
    if (verdict.oui) return verdict
    raisons.push(verdict.raison)
  }
  return non(raisons.includes('absent') ? 'absent' : raisons.includes('connexion') ? 'connexion' : 'interdit')
}
