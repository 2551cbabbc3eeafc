import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import type { Db } from '../../../../kernel/db/index.ts'
import { listPostes } from '../../../../kernel/identite/affectation.queries.ts'
import { findRole } from '../../../../kernel/identite/role.ts'
import { page, permission } from '../../../../kernel/module.ts'
import { Actions, Bouton, comparerVersions, DeuxVersions, Formulaire, Gabarit, ResumeErreurs, Revision, Vide } from '../../../../ui/index.ts'
import type { Option } from '../../../../ui/index.ts'
import { communesDe } from '../../lecteur.ts'
import { direNumero, exigerPassage } from '../acte.ts'
import { enVigueur } from '../contexte.ts'
import { optionsMatiere, optionsNature } from '../mots.ts'
import { lireActe, parId, sujetActe } from '../porte.ts'
import { suivreActe } from '../revision.ts'
import { ChampsActe } from './champs.tsx'

/** The posts of a town hall that may sign some act, with whoever holds them today. */
async function listSignataires(db: Db, commune: string, roles: readonly string[], jour: string): Promise<Option[]> {
  const listes = await Promise.all(roles.map((role) => listPostes(db, { codes: [commune] }, jour, { role, limite: 20 })))
  return listes.flat().map((p) => ({ valeur: p.id, libelle: `${findRole(p.role)?.titre ?? p.role}\u00a0: ${p.titulaire ?? p.interims[0] ?? 'poste vacant'}` }))
}

const rolesDe = (natures: readonly { signataires: readonly string[] }[]) => [...new Set(natures.flatMap((n) => n.signataires))]

/** Begins an act: what it is, and its text if it is at hand. */
export const nouveau = page({
  path: '/legalite/actes/nouveau',
  may: permission('legalite.rediger'),
  titre: 'Préparer un acte',
  gabarit: 'agent',
  load: async (lu) => {
    const { db, maison } = lu
    const communes = communesDe(lu.portee, maison.territoires)
    const jour = jourLocal(lu.maintenant)
    const v = await enVigueur(db, maison, communes[0], jour)
    const signataires = (await Promise.all(communes.slice(0, 20).map((c) => listSignataires(db, c, rolesDe(v.natures.natures), jour)))).flat()
    return { communes: communes.map((c) => ({ valeur: c, libelle: maison.territoires.trouver(c)?.nom ?? c })), natures: optionsNature(v.natures), matieres: optionsMatiere(v.matieres), signataires }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Préparer un acte" genre="agent" etroit ariane={[{ libelle: 'Actes', href: '/legalite/actes' }]}>
      <h1>Préparer un acte</h1>
      <p class="chapeau">Une délibération naît d’elle-même quand la séance du conseil se clôt. Ici, préparez un arrêté, un contrat, un budget, ou un acte pris avant la plateforme.</p>
      <ResumeErreurs vue={vue} />
      {d.communes.length === 0 ? (
        <Vide titre="Aucune commune">Votre fonction ne prépare les actes d’aucune commune.</Vide>
      ) : (
        <Formulaire vue={vue} action="/legalite/actes/nouveau" libelle="Acte" multipart garde>
          <ChampsActe vue={vue} depart={{}} natures={d.natures} matieres={d.matieres} signataires={d.signataires} communes={d.communes} fichier />
          <Actions>
            <Bouton>Enregistrer l’acte</Bouton>
            <a href="/legalite/actes">Retour aux actes</a>
          </Actions>
        </Formulaire>
      )}
    </Gabarit>
  ),
})

/** Corrects an act that is not signed. */
export const modifier = page({
  path: '/legalite/actes/:id/modifier',
  may: permission('legalite.rediger'),
  titre: 'Corriger un acte',
  gabarit: 'agent',
  params: parId,
  sujet: sujetActe,
  load: async (lu) => {
    const acte = await lireActe(lu)
    exigerPassage(acte, 'modifier')
    const jour = jourLocal(lu.maintenant)
    const v = await enVigueur(lu.db, lu.maison, acte.commune, jour)
    return { acte, natures: optionsNature(v.natures), matieres: optionsMatiere(v.matieres), signataires: await listSignataires(lu.db, acte.commune, rolesDe(v.natures.natures), jour) }
  },
  view: ({ acte, natures, matieres, signataires }, vue) => {
    const versions = comparerVersions(vue, suivreActe(acte))
    return (
      <Gabarit vue={vue} titre={`Corriger ${direNumero(acte)}`} genre="agent" etroit ariane={[{ libelle: 'Actes', href: '/legalite/actes' }, { libelle: direNumero(acte), href: `/legalite/actes/${acte.id}` }]}>
        <h1>Corriger l’acte</h1>
        <ResumeErreurs vue={vue} />
        <DeuxVersions versions={versions} />
        <Formulaire vue={vue} action={`/legalite/actes/${acte.id}/modifier`} libelle="Acte" garde>
          <Revision valeur={versions.revision} />
          <ChampsActe vue={versions.vue} depart={acte} natures={natures} matieres={matieres} signataires={signataires} />
          <Actions>
            <Bouton>{versions.ecarts ? 'Enregistrer ma version' : 'Enregistrer la correction'}</Bouton>
            <a href={`/legalite/actes/${acte.id}`}>Ne rien changer</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})
