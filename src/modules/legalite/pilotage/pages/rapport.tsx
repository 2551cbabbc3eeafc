import { z } from 'zod'
import { ecrireFeuilles, TYPE_CLASSEUR } from '../../../../kernel/corridor/classeur.ts'
import { exporter } from '../../../../kernel/corridor/exporter.ts'
import { page } from '../../../../kernel/module.ts'
import { Introuvable } from '../../../../lib/erreurs.ts'
import { dateHeure, enumerer, nombre, pluriel } from '../../../../lib/francais.ts'
import { avecParametres } from '../../../../lib/url.ts'
import { AConfirmer, Bande, Barres, Bouton, Gabarit, Lignee, Panneau, Recap, Tableau, Vide } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { nomPrefecture } from '../../acte/papier.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { versActes, versDetail } from '../cadre.ts'
import type { Ligne } from '../cadre.ts'
import { findPeriode } from '../cumul.queries.ts'
import type { Axe } from '../cumul.queries.ts'
import { AXES, colonnesChiffres } from '../export.ts'
import type { Fait } from '../faits.ts'
import { maySuivre, sortieChiffres } from '../porte.ts'
import { preparerRapport } from '../rapport.ts'
import type { Rapport } from '../rapport.ts'
import { demandeRapport, direRapport, feuillesRapport, SOURCES } from '../rapport-papier.ts'
import { direJours, direPart, plein } from './ensemble.tsx'

const query = z.object({ prefecture: z.string().max(2).optional().transform((v) => v || undefined), format: z.enum(['pdf', 'xlsx', 'csv']).optional().catch(undefined) })
type Donnees = Rapport & { format: z.infer<typeof query>['format']; service: string; annees: number[]; onglets: ReturnType<typeof ongletsDe> }

/** The years a report may be printed for: from the first act received to this one. */
const anneesDe = (periode: { du: string } | undefined, cetteAnnee: number): number[] => Array.from({ length: Math.max(1, cetteAnnee - Number((periode?.du ?? String(cetteAnnee)).slice(0, 4)) + 1) }, (_, i) => cetteAnnee - i)

/** The yearly report on the control of legality, of what this reader follows: to read, to print, to take away. */
export const rapport = page({
  path: '/legalite/pilotage/rapport/:annee',
  may: maySuivre,
  titre: 'Rapport annuel du contrôle',
  gabarit: 'agent',
  params: z.object({ annee: z.string().regex(/^(19|20)\d\d$/) }),
  query,
  api: true,
  output: z.object({ annee: z.int(), enCours: z.boolean(), tout: sortieChiffres, prefectures: z.array(sortieChiffres), communes: z.array(sortieChiffres), natures: z.array(sortieChiffres), matieres: z.array(sortieChiffres), mois: z.array(sortieChiffres), doutes: z.array(z.object({ regle: z.string(), source: z.string() })) }),
  load: async (lu): Promise<Donnees> => {
    const { maison, query: q, params, portee } = lu
    const annee = Number(params.annee)
    const periode = await findPeriode(lu.db, portee)
    const r = await preparerRapport(lu, annee, q.prefecture)
    const cetteAnnee = Number(r.cadre.jour.slice(0, 4))
    if (annee > cetteAnnee) throw new Introuvable('Cette année n’est pas commencée')
    const seule = r.prefectures.length === 1 ? nomPrefecture(maison, r.prefectures[0]!.cle) : undefined
    return { ...r, format: q.format, service: seule ?? maison.atelier.trousseau.institution, annees: anneesDe(periode, cetteAnnee), onglets: ongletsDe(lu) }
  },
  corps: async (d: Donnees, { maison }) => {
    const nom = `controle-de-legalite-${d.annee}`
    if (d.format === 'pdf') return { type: 'application/pdf', nom: `${nom}.pdf`, corps: await maison.atelier.rendeur.rendrePdf(demandeRapport(d, d.service)) }
    if (d.format === 'xlsx') return { type: TYPE_CLASSEUR, nom: `${nom}.xlsx`, corps: await ecrireFeuilles(feuillesRapport(d)) }
    return d.format === 'csv' ? exporter(nom, colonnesChiffres('commune'), [...d.communes, d.tout], 'csv') : undefined
  },
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre={`Rapport ${d.annee} du contrôle`} genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }, { libelle: 'Pilotage', href: '/legalite/pilotage' }]}>
      <Bande titre={`Contrôle de légalité, rapport ${d.annee}`} actions={d.tout.transmis > 0 ? <Bouton href={avecParametres(vue.chemin, { format: 'pdf' })}>Imprimer (PDF)</Bouton> : null}>
        <span class="discret">
          {d.cadre.ou}, établi le {dateHeure(d.etabliLe)}
          {d.enCours ? ', l’année en cours' : ''}
        </span>
      </Bande>
      <Onglets ici="/legalite/pilotage" onglets={d.onglets} />
      {d.annees.length > 1 ? <p class="rang">{d.annees.slice(0, 10).map((a) => (a === d.annee ? <b key={a}>{a}</b> : <a key={a} href={`/legalite/pilotage/rapport/${a}`}>{a}</a>))}</p> : null}
      <p class="chapeau">{direRapport(d)}</p>
      {d.tout.transmis === 0 ? <Vide titre={`Aucun acte reçu en ${d.annee}`}>Choisissez une autre année.</Vide> : <Corps d={d} vue={vue} />}
      <Sources d={d} />
    </Gabarit>
  ),
})

const SUITES: readonly { titre: string; fait: Fait; sur: Fait }[] = [
  { titre: 'Demandes de pièces', fait: 'demandes', sur: 'transmis' }, { titre: 'Lettres d’observations', fait: 'lettres', sur: 'transmis' }, { titre: 'Réformés ou retirés par la commune', fait: 'reformes', sur: 'transmis' }, { titre: 'Suspendus', fait: 'suspendus', sur: 'transmis' }, { titre: 'Déférés au juge', fait: 'deferes', sur: 'transmis' },
  { titre: 'Annulés par le juge', fait: 'annules', sur: 'juges' }, { titre: 'Annulés en partie', fait: 'annulesPartie', sur: 'juges' }, { titre: 'Déférés rejetés', fait: 'rejetes', sur: 'juges' }, { titre: 'Clos par le silence', fait: 'silences', sur: 'clos' },
]

function Corps({ d, vue }: { d: Donnees; vue: Vue }) {
  const tables = ([['prefecture', d.prefectures], ['nature', d.natures], ['matiere', d.matieres], ['commune', d.communes]] as const).filter(([axe, lignes]) => lignes.length > (axe === 'prefecture' || axe === 'commune' ? 1 : 0))
  return (
    <>
      <Panneau titre="Suites du contrôle" id="suites">
        <Recap lignes={SUITES.map(({ titre, fait, sur }) => ({ titre, valeur: plein(d.tout, fait) ? <a href={versActes(d.cadre, 'tout', '', fait)}>{nombre(d.tout[fait], 0)}</a> : '0', note: d.tout[fait] > 0 ? `(${direPart(d.tout[fait], d.tout[sur])}${sur === 'juges' ? ' des actes jugés' : sur === 'clos' ? ' des contrôles finis' : ''})` : undefined }))} />
      </Panneau>
      <Panneau titre="Mois par mois" id="mois">
        <Barres titre="Actes reçus" series={[{ nom: 'transmis', ton: 'b' }, { nom: 'hors délai', ton: 'a' }]} groupes={d.mois.map((m) => ({ libelle: m.nom, valeurs: [m.transmis, m.horsDelai] }))} />
      </Panneau>
      {tables.map(([axe, lignes]) => (
        <Panneau key={axe} titre={`Par ${AXES[axe].toLowerCase()}`} id={axe}>
          <Table d={d} vue={vue} axe={axe} lignes={lignes} />
          {axe === 'commune' && d.muettes.length > 0 ? <p>{pluriel(d.muettes.length, 'commune n’a', 'communes n’ont')} transmis aucun acte : {enumerer(d.muettes)}.</p> : null}
        </Panneau>
      ))}
      <p class="rang">
        Emporter ces chiffres : <a href={avecParametres(vue.chemin, { format: 'xlsx' })}>classeur (XLSX)</a> <a href={avecParametres(vue.chemin, { format: 'csv' })}>par commune (CSV)</a> <a href={`/donnees/legalite/${d.annee}.csv`}>données ouvertes (CSV)</a>
      </p>
    </>
  )
}

function Table({ d, vue, axe, lignes }: { d: Donnees; vue: Vue; axe: Axe; lignes: readonly Ligne[] }) {
  const compte = (titre: string, fait: Fait, sur?: Fait, fin?: true) => ({ titre, nombre: true, ...(fin ? { fin } : {}), cellule: (l: Ligne) => (plein(l, fait) ? <><a href={versActes(d.cadre, axe, l.cle, fait)}>{nombre(l[fait], 0)}</a>{sur ? <span class="discret"> {direPart(l[fait], l[sur])}</span> : null}</> : '0') })
  return (
    <Tableau
      vue={vue}
      legende={`Chiffres de ${d.annee} par ${AXES[axe].toLowerCase()}`}
      dense
      lignes={lignes}
      cle={(l) => l.cle}
      colonnes={[
        { titre: AXES[axe], entete: true, cellule: (l) => (l.transmis > 0 ? <a href={versDetail(d.cadre, axe, l.cle)}>{l.nom}</a> : l.nom) },
        compte('Transmis', 'transmis'), compte('Hors délai', 'horsDelai', 'transmis'), compte('Électroniques', 'electroniques', 'transmis', true), compte('Examinés', 'approfondis', undefined, true), compte('Lettres', 'lettres'), compte('Réformés', 'reformes'), compte('Déférés', 'deferes'), compte('Jugés', 'juges', undefined, true),
        { titre: 'Délai médian', nombre: true, cellule: (l) => (l.mediane === null ? '' : direJours(l.mediane)) },
      ]}
      vide={null}
    />
  )
}

function Sources({ d }: { d: Donnees }) {
  return (
    <>
      {d.doutes.length > 0 ? (
        <Panneau titre="Ce qui n’est pas confirmé" id="doutes" fin={<AConfirmer />}>
          <ul class="simple">
            {d.doutes.map((doute) => (
              <li key={doute.regle}>
                {doute.regle} <span class="discret">{doute.source}</span>
              </li>
            ))}
          </ul>
        </Panneau>
      ) : null}
      <Lignee titre="Sources et méthode">
        {SOURCES.map((s) => (
          <p key={s}>{s}</p>
        ))}
      </Lignee>
    </>
  )
}
