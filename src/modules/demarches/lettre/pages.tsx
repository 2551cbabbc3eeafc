import { z } from 'zod'
import { versDossiers } from '../ariane.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { dateHeure } from '../../../lib/francais.ts'
import { findDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import type { DocumentConnu } from '../../../kernel/documents/queries.ts'
import { ChampSecondFacteur } from '../../../kernel/identite/champ-second-facteur.tsx'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Acteur, PosteTenu } from '../../../kernel/identite/acteur.ts'
import { page } from '../../../kernel/module.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { Actions, Bouton, Choix, Etiquette, Formulaire, Gabarit, Panneau, Phrase, ResumeErreurs, ZoneTexte } from '../../../ui/index.ts'
import { signatureDe } from '../circuit.ts'
import type { Demarche } from '../definition.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { initiales } from '../dossier.ts'
import { getDossier } from '../dossier.queries.ts'
import { clesDeQui } from '../passage.ts'
import { mayLireOuTenir, maySigner, parId, sujetDossier } from '../porte.ts'
import { objetLettres } from './lettre.ts'
import type { Lettre } from './lettre.ts'

/** The post by which this agent signs a letter on that file, or undefined. Nobody signs one on his own request. */
export const posteLettre = (acteur: Acteur, demarche: Demarche, dossier: Pick<Dossier, 'territoire' | 'bureau' | 'reponses' | 'titulaire'>, l: Lettre, territoires: Territoires): PosteTenu | undefined =>
  dossier.titulaire === cleActeur(acteur) ? undefined : posteQui(acteur, clesDeQui(l.qui ?? signatureDe(demarche).qui, dossier, territoires), territoires)

/** The letters of a file, and the form that makes one. */
export const lettres = page({
  path: '/dossiers/:id/lettres',
  may: maySigner,
  titre: 'Lettres',
  gabarit: 'agent',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params, acteur, maison }) => {
    const dossier = await getDossier(db, params.id)
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    return { dossier, titre: demarche.titre, emises: await listDocuments(db, objetLettres(dossier.id)), possibles: (demarche.lettres ?? []).filter((l) => posteLettre(acteur, demarche, dossier, l, maison.territoires)) }
  },
  consulte: ({ dossier }) => `dossier:${dossier.id}`,
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`Lettres, ${d.dossier.numero ?? ''}`} genre="agent" scripts={['cle-acces.js']} ariane={versDossiers(vue, { libelle: d.dossier.numero ?? 'Dossier', href: `/dossiers/${d.dossier.id}` })} etroit>
      <h1>Lettres</h1>
      <p class="chapeau">
        <Phrase>{`${initiales(d.dossier.demandeur)}, ${d.titre}, ${d.dossier.numero ?? ''}`}</Phrase>
      </p>
      <ResumeErreurs vue={vue} />
      <ListeLettres lettres={d.emises} base={`/dossiers/${d.dossier.id}`} />
      {d.possibles.length === 0 ? (
        <p>Aucune lettre de cette démarche ne se signe par votre poste.</p>
      ) : (
        <Panneau titre="Faire une lettre" id="ecrire" ton="fort">
          <Formulaire vue={vue} action={`/dossiers/${d.dossier.id}/lettres`} garde>
            <Choix vue={vue} nom="lettre" libelle="Quelle lettre ?" valeur={d.possibles.length === 1 ? d.possibles[0]!.code : undefined} options={d.possibles.map((l) => ({ valeur: l.code, libelle: l.titre }))} />
            <ZoneTexte vue={vue} nom="texte" libelle="Ce que vous ajoutez" aide="Imprimé là où la lettre le prévoit" facultatif lignes={5} max={1500} />
            <ChampSecondFacteur vue={vue} verbe="Signer" />
            <Actions>
              <Bouton>Signer et envoyer la lettre</Bouton>
              <a href={`/dossiers/${d.dossier.id}`}>Ne rien envoyer</a>
            </Actions>
          </Formulaire>
        </Panneau>
      )}
    </Gabarit>
  ),
})

/** The letters already sent, latest first. `base` is where the file is read: in the office, or in the archives. */
export function ListeLettres({ lettres: emises, base }: { lettres: readonly DocumentConnu[]; base: string }) {
  if (emises.length === 0) return null
  return (
    <ul class="simple">
      {emises.map((l) => (
        <li key={l.id}>
          <a href={`${base}/lettres/${l.id}/lettre.pdf`}>{l.titre}</a>, <span class="code">{l.numero}</span>, {dateHeure(l.emisLe)} {l.revocation ? <Etiquette ton="non">Annulée</Etiquette> : null}
        </li>
      ))}
    </ul>
  )
}

/** A letter: the very bytes that were signed. */
export const lettrePdf = page({
  path: '/dossiers/:id/lettres/:lettre/lettre.pdf',
  may: mayLireOuTenir,
  titre: 'Lettre',
  params: z.object({ id: z.uuid(), lettre: z.uuid() }),
  sujet: sujetDossier,
  load: async ({ db, params }) => {
    const document = await findDocument(db, params.lettre)
    if (document?.objet !== objetLettres(params.id)) throw new Introuvable('Cette lettre n’existe pas')
    return { document, dossierId: params.id }
  },
  consulte: ({ dossierId }) => `dossier:${dossierId}`,
  corps: async ({ document }, { maison }) => ({ type: 'application/pdf', nom: `${document.numero}.pdf`, corps: await maison.depot.lire(document.sha256) }),
})
