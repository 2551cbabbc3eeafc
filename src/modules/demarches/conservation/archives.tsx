import { z } from 'zod'
import { dateChiffres, dateSimple } from '../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { findDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import { resumer } from '../../../kernel/formulaires/index.ts'
import { page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Bande, Bouton, Deux, Etiquette, Fil, Filtre, Filtres, Gabarit, Pages, Panneau, ResumeErreurs, Tableau } from '../../../ui/index.ts'
import { momentsAgent } from '../chronologie.tsx'
import { getDemarche } from '../definition.queries.ts'
import { ETATS, initiales } from '../dossier.ts'
import { getDossier } from '../dossier.queries.ts'
import { listEvenements } from '../evenement.queries.ts'
import { jourDe } from '../horloge.ts'
import { objetLettres } from '../lettre/lettre.ts'
import { lettrePdf, ListeLettres } from '../lettre/pages.tsx'
import { documentPdf, fichier } from '../pages/documents.tsx'
import { ReponsesLues } from '../pages/reponses.tsx'
import { titrerPapiers } from '../papiers.ts'
import { parId } from '../porte.ts'
import { listArchives } from './conservation.queries.ts'
import { chargerGarde, PanneauGarde } from './panneau.tsx'
import { mayArchives, sujetArchive } from './porte.ts'

/** The archives of a territory: out of the office's lists and searches, read by those alone who have them in charge. */
export const archives = page({
  path: '/archives',
  may: mayArchives,
  titre: 'Archives',
  gabarit: 'agent',
  query: z.object({ cherche: z.string().max(100).optional(), apres: z.uuid().optional() }),
  load: async ({ db, portee, query }) => {
    const { lignes, suivant = null } = couper(await listArchives(db, portee, { ...query, limite: PAR_PAGE + 1 }))
    return { lignes: await Promise.all(lignes.map(async (l) => ({ ...l, titre: (await getDemarche(db, l.demarche, l.version)).titre }))), suivant, query }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Archives" genre="agent" ariane={[{ libelle: 'Conservation', href: '/conservation' }]}>
      <h1>Archives</h1>
      <p class="chapeau">Les dossiers clos que le bureau n’a plus à traiter. Chaque ouverture est inscrite au registre des consultations, que le demandeur lit.</p>
      <Filtres vue={vue} libelle="Chercher dans les archives">
        <Filtre vue={vue} nom="cherche" libelle="Numéro ou nom" type="search" />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Dossiers archivés, le plus récent d’abord"
        fiche
        lignes={d.lignes}
        cle={(l) => l.id}
        colonnes={[
          {
            titre: 'Dossier',
            entete: true,
            cellule: (l) => (
              <>
                <a class="code" href={`/archives/${l.id}`}>
                  {l.numero}
                </a>
                <span class="sous-l">{l.titre}</span>
              </>
            ),
          },
          { titre: 'Demandeur', place: 'fort', cellule: (l) => initiales(l.demandeur) },
          { titre: 'Bureau', place: 'lieu', cellule: (l) => l.bureau },
          { titre: 'Clos le', cellule: (l) => dateChiffres(l.closLe) },
          { titre: 'Issue', place: 'etat', cellule: (l) => <Etiquette ton={ETATS[l.etat].ton}>{ETATS[l.etat].agent}</Etiquette> },
        ]}
        vide={<p>{d.query.cherche ? 'Aucun dossier archivé ne porte ce numéro ni ce nom.' : 'Aucun dossier n’est archivé.'}</p>}
      />
      <Pages vue={vue} apres={d.suivant ?? undefined} />
    </Gabarit>
  ),
})

async function charger({ db, maison, params, maintenant, porteePour }: Pick<Lecture, 'db' | 'maison' | 'maintenant' | 'porteePour'> & { params: { id: string } }) {
  const dossier = await getDossier(db, params.id)
  const demarche = await getDemarche(db, dossier.demarche, dossier.version)
  const reponses = resumer(demarche.formulaire, dossier.reponses, maison.territoires)
  return {
    dossier,
    demarche,
    reponses,
    papiers: titrerPapiers(await listReferences(db, `dossier:${dossier.id}`), reponses),
    document: dossier.documentId ? await findDocument(db, dossier.documentId) : undefined,
    lettres: await listDocuments(db, objetLettres(dossier.id)),
    evenements: await listEvenements(db, dossier.id, true),
    garde: await chargerGarde(db, dossier, demarche, jourDe(maintenant), !porteePour('demarches.geler').vide),
  }
}

/** An archived file, to be read. */
export const archive = page({
  path: '/archives/:id',
  may: mayArchives,
  titre: 'Dossier archivé',
  gabarit: 'agent',
  params: parId,
  sujet: sujetArchive,
  consulte: (d: Awaited<ReturnType<typeof charger>>) => `dossier:${d.dossier.id}`,
  load: charger,
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`${d.dossier.numero}, archives`} genre="agent" ariane={[{ libelle: 'Archives', href: '/archives' }]}>
      <Bande titre={`${d.demarche.titre}, ${initiales(d.dossier.demandeur)}`}>
        <p class="rang">
          <Etiquette ton={ETATS[d.dossier.etat].ton}>{ETATS[d.dossier.etat].agent}</Etiquette>
          <span class="code">{d.dossier.numero}</span>
          <span class="discret">
            {d.dossier.bureau}, aux archives depuis le {dateSimple(d.dossier.archiveLe!)}
          </span>
        </p>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="Conservation" aside={<PanneauGarde garde={d.garde} vue={vue} />}>
        <div class="pile">
          <Panneau titre="Réponses et papiers" id="reponses">
            <ReponsesLues reponses={d.reponses} />
            <ul class="simple">
              {d.papiers.map((papier) => (
                <li key={papier.id}>
                  <a href={`/archives/${d.dossier.id}/fichiers/${papier.id}`}>{papier.titre}</a>, {papier.nom}
                </li>
              ))}
            </ul>
            {d.document ? (
              <Bouton href={`/archives/${d.dossier.id}/document.pdf`} ton="second" ico="papier">
                Ouvrir le document délivré
              </Bouton>
            ) : null}
          </Panneau>
          {d.lettres.length > 0 ? (
            <Panneau titre="Lettres du bureau" id="lettres">
              <ListeLettres lettres={d.lettres} base={`/archives/${d.dossier.id}`} />
            </Panneau>
          ) : null}
          <Panneau titre="Historique" id="historique">
            <Fil moments={momentsAgent(d.evenements)} dense ordre="recent" />
          </Panneau>
        </div>
      </Deux>
    </Gabarit>
  ),
})

/** The papers, the document and the letters of an archived file, by the same reading as those of the office. */
export const archiveFichier = { ...fichier, path: '/archives/:id/fichiers/:fichier', may: mayArchives, sujet: sujetArchive as typeof fichier.sujet }
export const archiveDocument = { ...documentPdf, path: '/archives/:id/document.pdf', may: mayArchives, sujet: sujetArchive as typeof documentPdf.sujet }
export const archiveLettre = { ...lettrePdf, path: '/archives/:id/lettres/:lettre/lettre.pdf', may: mayArchives, sujet: sujetArchive as typeof lettrePdf.sujet }
