import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { uuidv7 } from '../../../../lib/uuid.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { insertReference } from '../../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { fichiersDe } from '../../enveloppe/enveloppe.ts'
import { lireEnveloppe } from '../../enveloppe/lire.ts'
import { nomActeur } from '../../lecteur.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { findEnvoi, insertEnvoi } from '../envoi.queries.ts'
import type { FichierEnvoye } from '../envoi.queries.ts'
import { envois } from '../pages/envois.tsx'

const MO = 1_048_576
/** An archive, at most; once opened, three times as much. */
const ARCHIVE = { nombre: 1, octets: 100 * MO, archive: true } as const
const OUVERTE = 300 * MO

/**
 * Receives an envelope from a commune's own software: checked whole, kept, then each act is judged by a task of its own. The same envelope (commune, sender, reference) sent again
 * answers with the first one; under the same reference, another archive is refused.
 */
export const deposer = action({
  nom: 'legalite.deposer-enveloppe',
  path: '/legalite/enveloppes',
  may: permission('legalite.transmettre'),
  titre: 'Déposer une enveloppe',
  page: envois,
  fichiers: ARCHIVE,
  limite: 60,
  input: z.looseObject({}),
  preparer: async ({ db, maison, maintenant, fichiers }) => {
    const [archive] = fichiers
    if (!archive) throw new Saisie({ archive: 'Joignez l’archive ZIP qui contient l’enveloppe et ses PDF' })
    const { bornes } = (await getCourant(db, 'regles', jourLocal(maintenant))).corps
    const lue = lireEnveloppe(await maison.depot.lire(archive.sha256), { actes: bornes.actes_par_envoi, octets: OUVERTE })
    if ('fautes' in lue) throw new Saisie(Object.fromEntries(lue.fautes.map((f, n) => [n === 0 ? 'archive' : `archive.${n + 1}`, `${f.code} ${f.phrase}`])))
    const fichiersLus: Record<string, FichierEnvoye> = {}
    for (const [nom, octets] of lue.fichiers) fichiersLus[nom] = { sha256: await maison.depot.ecrire(octets), taille: octets.length }
    return { archive: archive.sha256, enveloppe: lue.enveloppe, genre: lue.genre, fichiers: fichiersLus }
  },
  run: async ({ tx, portee, maison, acteur, maintenant, prepare: { archive, enveloppe, genre, fichiers } }) => {
    const { commune, emetteur, reference } = enveloppe
    if (!portee.contient(commune)) throw new Saisie({ archive: `Cette enveloppe est celle de ${maison.territoires.trouver(commune)?.nom ?? `la commune ${commune}`}, pour laquelle vous ne transmettez pas (A21)` })
    const connu = await findEnvoi(tx, commune, emetteur, reference)
    if (connu && connu.archive !== archive) throw new Refus(`Une autre enveloppe porte déjà la référence « ${reference} » : donnez-en une nouvelle à celle-ci`)
    if (connu) return { vers: `/legalite/enveloppes/${connu.id}`, message: 'Cette enveloppe est déjà reçue.' }
    const [id, par] = [uuidv7(maintenant.getTime()), cleActeur(acteur)]
    await insertEnvoi(tx, { id, commune, canal: genre, emetteur, reference, archive, recuLe: maintenant, deposePar: par, deposeParNom: nomActeur(acteur, commune), actes: enveloppe.actes.map((a) => ({ ...a, fichiers: Object.fromEntries(fichiersDe(a).map((f) => [f.fichier, fichiers[f.fichier]!])) })) })
    for (const [nom, f] of Object.entries(fichiers)) await insertReference(tx, { sha256: f.sha256, type: 'application/pdf', taille: f.taille, objet: `envoi:${id}`, champ: 'enveloppe', nom, deposePar: par, maintenant })
    return {
      vers: `/legalite/enveloppes/${id}`,
      message: 'L’enveloppe est reçue. Chaque acte est examiné.',
      journal: { objet: `envoi:${id}`, territoire: commune, detail: { actes: enveloppe.actes.length, canal: genre } },
      jobs: enveloppe.actes.map((_, n) => ({ nom: 'legalite.recevoir-acte', donnees: { envoi: id, rang: n + 1 } })),
    }
  },
})
