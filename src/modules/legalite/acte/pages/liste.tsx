import { z } from 'zod'
import { dateChiffres, dateCourte } from '../../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../../lib/liste.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { midi } from '../../../../kernel/calendrier/jour.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../../kernel/corridor/exporter.ts'
import { page } from '../../../../kernel/module.ts'
import { Bande, Bouton, Etiquette, Exports, Filtre, Filtres, Formulaire, Gabarit, Pages, ResumeErreurs, Tableau, triDe, Vide } from '../../../../ui/index.ts'
import type { Colonne, Vue } from '../../../../ui/index.ts'
import { communesDe, lecteurDe } from '../../lecteur.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { findNature } from '../../referentiel/referentiel.ts'
import { direEtat, direNumero, tonEtat } from '../acte.ts'
import { enVigueur } from '../contexte.ts'
import { listActes } from '../liste.queries.ts'
import type { LigneActe } from '../liste.queries.ts'
import { direJour, optionsBranche, optionsNature } from '../mots.ts'
import { mayLire } from '../porte.ts'
import { sortieActes } from '../sortie.ts'
import { FAITS, NOMS_FAITS } from '../../pilotage/faits.ts'

const jour = z.union([z.iso.date(), z.literal('')]).optional()
const query = z.object({
  cherche: z.string().max(100).optional(), commune: z.string().max(4).optional(), nature: z.string().max(30).optional(), matiere: z.string().max(10).optional(), etat: z.string().max(20).optional(),
  du: jour, au: jour, seance: z.uuid().optional(), prefecture: z.string().max(2).optional(), fait: z.enum(NOMS_FAITS).optional().catch(undefined), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format,
})

const ETATS_FILTRE = [
  { valeur: 'preparation', libelle: 'À préparer ou à transmettre' }, { valeur: 'signe', libelle: 'À transmettre' }, { valeur: 'retourne', libelle: 'Retournés' }, { valeur: 'controle', libelle: 'Au contrôle' }, { valeur: 'pieces', libelle: 'Pièces demandées' },
  { valeur: 'observe', libelle: 'Observations' }, { valeur: 'suspendu', libelle: 'Suspendus' }, { valeur: 'defere', libelle: 'Déférés' }, { valeur: 'finis', libelle: 'Contrôle fini' }, { valeur: 'annule', libelle: 'Transmission annulée' }, { valeur: 'archive', libelle: 'Archives' },
]

const FAITS_FILTRE = NOMS_FAITS.map((valeur) => ({ valeur, libelle: FAITS[valeur] }))

type Ligne = LigneActe & { communeNom: string; natureNom: string }
const jourExport = (j: string | null) => (j ? dateChiffres(midi(j)) : '')
const colonnesExport: readonly ColonneExport<Ligne>[] = [
  ['Numéro', (l) => l.numero ?? ''], ['Commune', (l) => l.communeNom], ['Nature', (l) => l.natureNom], ['Matière', (l) => l.matiere ?? ''], ['Objet', (l) => l.objet], ['Date de l’acte', (l) => jourExport(l.dateActe)],
  ['Reçu le', (l) => (l.recuLe ? dateChiffres(l.recuLe) : '')], ['Accusé de réception', (l) => l.arNumero ?? ''], ['Dans le délai', (l) => (l.aTemps === null ? '' : l.aTemps ? 'oui' : 'non')], ['Dernier jour', (l) => jourExport(l.echeance)], ['État', (l) => direEtat(l)], ['Exécutoire le', (l) => jourExport(l.executoireLe)],
]

/** The acts of a territory: what the town hall prepares, what the prefecture has received. */
export const liste = page({
  path: '/legalite/actes',
  may: mayLire,
  titre: 'Actes',
  gabarit: 'agent',
  query,
  api: true,
  output: sortieActes,
  load: async (lu) => {
    const { query: q, maison } = lu
    const filtre = Object.fromEntries(Object.entries(q).filter(([, valeur]) => valeur !== undefined && valeur !== ''))
    const communes = q.prefecture ? { communes: maison.territoires.couverture(q.prefecture) } : {}
    const lues = await listActes(lu.db, lecteurDe(lu), { ...filtre, ...communes, limite: q.format ? EXPORT_AU_PLUS : PAR_PAGE + 1 })
    const { lignes, suivant = null } = q.format ? { lignes: lues } : couper(lues)
    const siennes = communesDe(lu.porteePour('legalite.lire'), maison.territoires)
    const v = await enVigueur(lu.db, maison, undefined, jourLocal(lu.maintenant))
    return {
      actes: lignes.map((l): Ligne => ({ ...l, communeNom: maison.territoires.trouver(l.commune)?.nom ?? l.commune, natureNom: findNature(v.natures, l.nature)?.libelle ?? l.nature })),
      suivant, q, communes: siennes.map((c) => ({ valeur: c, libelle: maison.territoires.trouver(c)?.nom ?? c })), prefectures: maison.territoires.tous('departement').filter((t) => siennes.some((c) => c.startsWith(t.code))).map((t) => ({ valeur: t.code, libelle: t.nom })), natures: optionsNature(v.natures), branches: optionsBranche(v.matieres),
      onglets: ongletsDe(lu), redige: !lu.porteePour('legalite.rediger').vide, transmet: !lu.porteePour('legalite.transmettre').vide, verse: !lu.porteePour('legalite.rediger').vide || !lu.porteePour('legalite.controler').vide,
    }
  },
  consulte: ({ actes, q }) => (q.format ? actes.map((a) => `acte:${a.id}`) : undefined),
  corps: ({ actes, q }) => (q.format ? exporter('actes', colonnesExport, actes, q.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Actes" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <Bande titre="Actes" actions={d.redige ? <Bouton href="/legalite/actes/nouveau">Préparer un acte</Bouton> : null} />
      <Onglets ici="/legalite/actes" onglets={d.onglets} />
      <ResumeErreurs vue={vue} />
      {d.q.etat === 'archive' && d.verse ? (
        <p>
          <a href="/legalite/archives/nouveau">Verser un acte de l’ancien régime</a>
        </p>
      ) : null}
      <Filtres vue={vue} libelle="Filtrer les actes">
        <Filtre vue={vue} nom="cherche" libelle="Chercher" type="search" />
        {d.prefectures.length > 1 ? <Filtre vue={vue} nom="prefecture" libelle="Préfecture" tous="Toutes" options={d.prefectures} /> : null}
        {d.communes.length > 1 ? <Filtre vue={vue} nom="commune" libelle="Commune" tous="Toutes" options={d.communes} /> : null}
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={ETATS_FILTRE} />
        {d.q.fait ? <Filtre vue={vue} nom="fait" libelle="Compté comme" tous="Tous" options={FAITS_FILTRE} /> : null}
        <Filtre vue={vue} nom="nature" libelle="Nature" tous="Toutes" options={d.natures} />
        <Filtre vue={vue} nom="matiere" libelle="Matière" tous="Toutes" options={d.branches} />
        <Filtre vue={vue} nom="du" libelle="Reçu depuis le" type="date" />
        <Filtre vue={vue} nom="au" libelle="Jusqu’au" type="date" />
      </Filtres>
      {d.transmet && (d.q.etat === 'signe' || d.q.etat === 'preparation') && d.actes.some((a) => a.etat === 'signe') ? (
        <Formulaire vue={vue} action="/legalite/actes/transmettre" libelle="Transmettre plusieurs actes" classe="pile">
          <Lignes d={d} vue={vue} choix />
          <div class="rang">
            <Bouton>Transmettre les actes cochés</Bouton>
          </div>
        </Formulaire>
      ) : (
        <Lignes d={d} vue={vue} />
      )}
      <Pages vue={vue} apres={d.suivant ?? undefined} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})

type Donnees = { actes: Ligne[]; redige: boolean; communes: readonly unknown[]; q: z.infer<typeof query> }

const colonnesDe = (plusieurs: boolean): Colonne<Ligne>[] => [
  {
    titre: 'Acte', entete: true, tri: 'numero',
    cellule: (l) => (
      <>
        <a class="code" href={`/legalite/actes/${l.id}`}>
          {direNumero(l)}
        </a>
        <span class="sous-l">{l.natureNom}</span>
      </>
    ),
  },
  { titre: 'Objet', place: 'fort', tri: 'objet', cellule: (l) => l.objet },
  ...(plusieurs ? [{ titre: 'Commune', place: 'lieu' as const, cellule: (l: Ligne) => l.communeNom }] : []),
  { titre: 'Date', tri: 'date', cellule: (l) => direJour(l.dateActe) },
  { titre: 'Réception', tri: 'recu', cellule: (l) => (l.recuLe ? <>reçu le {dateCourte(l.recuLe)}{l.aTemps === false ? <> <Etiquette ton="tard">Hors délai</Etiquette></> : null}</> : null) },
  { titre: 'Dernier jour', place: 'delai', tri: 'echeance', cellule: (l) => (l.echeance ? `avant le ${dateCourte(midi(l.echeance))}` : null) },
  { titre: 'État', place: 'etat', cellule: (l) => <Etiquette ton={tonEtat(l)}>{direEtat(l)}</Etiquette> },
]

function Lignes({ d, vue, choix }: { d: Donnees; vue: Vue; choix?: boolean }) {
  return (
    <Tableau
      vue={vue}
      legende={triDe(vue) ? 'Actes' : 'Actes, du plus récent au plus ancien'}
      fiche
      lignes={d.actes}
      cle={(l) => l.id}
      colonnes={colonnesDe(d.communes.length > 1)}
      {...(choix ? { choix: { nom: 'acte', valeur: (l: Ligne) => l.id, libelle: (l: Ligne) => l.numero ?? l.objet } } : {})}
      vide={<Vide titre="Aucun acte" {...(d.redige ? { action: <Bouton href="/legalite/actes/nouveau" ton="second">Préparer un acte</Bouton> } : {})}>{d.redige ? 'Préparez un acte, ou tenez une séance du conseil : ses délibérations arrivent ici.' : 'Les actes transmis par les communes arrivent ici. Enlevez un filtre si vous en cherchez un.'}</Vide>}
    />
  )
}
