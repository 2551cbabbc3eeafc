import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { dateHeure, nombre, pluriel, pourCent, taille } from '../../../lib/francais.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { TYPE_CLASSEUR } from '../../../kernel/corridor/classeur.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { ChampSecondFacteur } from '../../../kernel/identite/champ-second-facteur.tsx'
import { clesPostes } from '../../../kernel/identite/cles-poste.ts'
import { page, titulaire } from '../../../kernel/module.ts'
import type { Lecture, Sujet } from '../../../kernel/module.ts'
import { Actions, Avance, Avis, Bande, Bouton, BoutonSeul, Choix, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Tableau, Vide } from '../../../ui/index.ts'
import type { Ton, Vue } from '../../../ui/index.ts'
import { listEnVigueur } from '../definition.queries.ts'
import { ETATS } from '../dossier.ts'
import type { Etat } from '../dossier.ts'
import { mayListe, parId } from '../porte.ts'
import { HEURES, tailleDe } from './avancer.ts'
import { champDe, champsCriteres, direCriteres, lireCriteres, versAdresse } from '../criteres.ts'
import { compterDossiers, findExportation, listExportations } from './exportation.queries.ts'
import type { EtatExport, Exportation, FormatExport } from './exportation.queries.ts'
import { existeFichier, fluxDe } from './fichier.ts'

const MOTS: Readonly<Record<EtatExport, { mot: string; ton: Ton }>> = { en_cours: { mot: 'En cours', ton: 'cours' }, fini: { mot: 'Prêt', ton: 'bon' }, annule: { mot: 'Annulé', ton: 'neutre' }, efface: { mot: 'Effacé', ton: 'neutre' } }
const FORMATS: Readonly<Record<FormatExport, { mot: string; type: string; fin: string }>> = {
  csv: { mot: 'Tableau des réponses', type: 'text/csv; charset=utf-8', fin: 'csv' },
  xlsx: { mot: 'Classeur des réponses', type: TYPE_CLASSEUR, fin: 'xlsx' },
  jsonl: { mot: 'Données (JSON)', type: 'application/x-ndjson; charset=utf-8', fin: 'jsonl' },
  zip: { mot: 'Réponses, papiers et documents', type: 'application/zip', fin: 'zip' },
}

const SANS_DEMARCHE = 'Choisissez d’abord une démarche dans la liste des dossiers'

/** An export is its author's alone. */
export async function sujetExportation({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const e = await findExportation(db, params.id)
  return e && { territoire: null, titulaires: [e.par] }
}

async function nomsDe({ db, maison }: Pick<Lecture, 'db' | 'maison'>) {
  const titres = new Map((await listEnVigueur(db)).map((d) => [d.code, d.titre]))
  return { demarche: (code: string) => titres.get(code) ?? code, territoire: (code: string) => maison.territoires.trouver(code)?.nom ?? code, etat: (nom: string) => ETATS[nom as Etat]?.agent ?? nom }
}

/** What the filters of the list keep, in which form to take it away, and one's exports. */
export const exports = page({
  path: '/exports',
  may: mayListe,
  titre: 'Exporter des dossiers',
  gabarit: 'agent',
  query: z.object(champsCriteres),
  load: async (lu) => {
    const { portee, filtre: entier } = champDe(lu, lu.query)
    const filtre = lireCriteres(entier)
    return { filtre, dits: direCriteres(filtre, await nomsDe(lu)), total: await compterDossiers(lu.db, portee, entier), siens: await listExportations(lu.db, cleActeur(lu.acteur)) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Exporter des dossiers" genre="agent" scripts={['cle-acces.js']} ariane={[{ libelle: 'Dossiers', href: `/dossiers${versAdresse(d.filtre)}` }]}>
      <ResumeErreurs vue={vue} />
      <h1>Exporter {pluriel(d.total, 'dossier')}</h1>
      {d.dits.length > 0 ? <Recap serre lignes={d.dits} /> : <p class="chapeau">Tous les dossiers de votre territoire. Pour en prendre moins, filtrez d’abord la <a href="/dossiers">liste des dossiers</a>.</p>}
      {d.total > 0 ? (
        <Formulaire vue={vue} action="/exports">
          {Object.entries(d.filtre).map(([nom, valeur]) => (
            <input key={nom} type="hidden" name={nom} value={valeur} />
          ))}
          <Choix
            vue={vue}
            nom="format"
            libelle="Ce que vous emportez"
            options={[
              { valeur: 'xlsx', libelle: 'Un tableau : une ligne par dossier, une colonne par question', aide: d.filtre.demarche ? 'Classeur XLSX, pour Excel ou LibreOffice' : SANS_DEMARCHE },
              { valeur: 'csv', libelle: 'Le même tableau, en texte', aide: d.filtre.demarche ? 'CSV, pour tout tableur' : SANS_DEMARCHE },
              { valeur: 'jsonl', libelle: 'Les données, pour un logiciel', aide: 'Un dossier par ligne (JSON Lines)' },
              { valeur: 'zip', libelle: 'Les réponses, les papiers et les documents', aide: 'Un dossier par demande, dans une archive ZIP' },
            ]}
          />
          <p class="champ discret">Chaque personne verra que vous avez consulté son dossier. Le fichier reste à vous seul {HEURES} heures, puis il est effacé.</p>
          <ChampSecondFacteur vue={vue} verbe="Exporter" />
          <Actions>
            <Bouton>Exporter {pluriel(d.total, 'dossier')}</Bouton>
          </Actions>
        </Formulaire>
      ) : null}
      <h2>Vos exports</h2>
      <Tableau
        vue={vue}
        legende="Vos exports, le plus récent d’abord"
        lignes={d.siens}
        cle={(e) => e.id}
        colonnes={[
          { titre: 'Demandé', entete: true, cellule: (e) => <a href={`/exports/${e.id}`}>{dateHeure(e.demandeLe)}</a> },
          { titre: 'Contenu', cellule: (e) => FORMATS[e.format].mot },
          { titre: 'Dossiers', nombre: true, cellule: (e) => nombre(e.etat === 'fini' ? e.faits : e.total) },
          { titre: 'État', cellule: (e) => <Etiquette ton={MOTS[e.etat].ton}>{MOTS[e.etat].mot}</Etiquette> },
        ]}
        vide={<Vide titre="Aucun export">Ceux que vous demanderez paraîtront ici.</Vide>}
      />
    </Gabarit>
  ),
})

/** One export: how far it is, then where to fetch it. */
export const exportation = page({
  path: '/exports/:id',
  may: titulaire,
  titre: 'Export de dossiers',
  gabarit: 'agent',
  params: parId,
  sujet: sujetExportation,
  load: async (lu) => {
    const e = (await findExportation(lu.db, lu.params.id))!
    return { e, dits: direCriteres(e.filtre, await nomsDe(lu)) }
  },
  view: ({ e, dits }, vue) => (
    <Gabarit vue={vue} titre="Export de dossiers" genre="agent" ariane={[{ libelle: 'Dossiers', href: '/dossiers' }, { libelle: 'Exports', href: '/exports' }]}>
      <ResumeErreurs vue={vue} />
      <Bande titre={FORMATS[e.format].mot}>
        <Etiquette ton={MOTS[e.etat].ton}>{MOTS[e.etat].mot}</Etiquette> <span class="discret">demandé le {dateHeure(e.demandeLe)}</span>
      </Bande>
      {dits.length > 0 ? <Recap serre lignes={dits} /> : null}
      <Avancement e={e} vue={vue} />
    </Gabarit>
  ),
})

function Avancement({ e, vue }: { e: Exportation; vue: Vue }) {
  if (e.etat === 'annule') return <Avis titre="Cet export a été annulé" niveau={2}><p>Ce qui était écrit a été effacé.</p></Avis>
  if (e.etat === 'efface') return <Avis titre="Cet export a été effacé" niveau={2}><p>Son temps est passé. <a href={`/exports${versAdresse(e.filtre)}`}>Demandez-le de nouveau</a>.</p></Avis>
  if (e.etat === 'fini')
    return (
      <Panneau titre="Votre export est prêt" id="avance" ton="fort">
        <p>{pluriel(e.faits, 'dossier')}, {taille(tailleDe(e))}. Il sera effacé le {dateHeure(e.expireLe!)}.</p>
        <p>
          <Bouton href={`/exports/${e.id}/fichier`} ico="telecharger">Télécharger</Bouton>
        </p>
      </Panneau>
    )
  return (
    <Panneau titre="En cours" id="avance">
      <Avance fait={e.faits} total={e.total} libelle="Dossiers écrits" lien={`/exports/${e.id}`} quoi="l’export">
        {nombre(e.faits)} sur {nombre(e.total)} ({pourCent(Math.min(1, e.faits / Math.max(1, e.total)))}).
      </Avance>
      <BoutonSeul vue={vue} action={`/exports/${e.id}/annuler`}>Annuler l’export</BoutonSeul>
    </Panneau>
  )
}

/** The export itself: for its author, while he still reads those territories, and until its time has passed. */
export const fichierExport = page({
  path: '/exports/:id/fichier',
  may: titulaire,
  titre: 'Fichier exporté',
  params: parId,
  sujet: sujetExportation,
  load: async ({ db, params, acteur, porteePour, maintenant, maison }) => {
    const e = (await findExportation(db, params.id))!
    const portee = porteePour('demarches.lire')
    const cles = clesPostes(acteur, maison.territoires)
    const encore = e.filtre.cles ? e.filtre.cles.every((cle) => cles.includes(cle)) : e.codes === null ? portee.codes === null : !portee.vide && e.codes.every((code) => portee.contient(code))
    if (e.etat !== 'fini' || e.expireLe! <= maintenant || !encore || !(await existeFichier(maison, e))) throw new Introuvable('Cet export n’est plus disponible')
    return e
  },
  corps: (e, { maison }) => ({ type: FORMATS[e.format].type, nom: `dossiers-${e.demandeLe.toISOString().slice(0, 10)}.${FORMATS[e.format].fin}`, corps: fluxDe(maison, e), entetes: { 'content-length': String(tailleDe(e)) } }),
})
