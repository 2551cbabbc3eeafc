import { z } from 'zod'
import { dateCourte, dateLongue, pluriel } from '../../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../../lib/liste.ts'
import { ajouterJours, jourLocal, versTemps, calendrierCourant } from '../../../../kernel/calendrier/index.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../../kernel/corridor/exporter.ts'
import { page, permission } from '../../../../kernel/module.ts'
import { AConfirmer, Bande, Bouton, Comptes, Delai, Etiquette, Exports, Filtre, Filtres, Formulaire, Gabarit, Pages, ResumeErreurs, Selection, Tableau, triDe, Vide } from '../../../../ui/index.ts'
import type { Colonne, GroupeLignes, Temps, Vue } from '../../../../ui/index.ts'
import { direEtat, tonEtat } from '../../acte/acte.ts'
import { enVigueur } from '../../acte/contexte.ts'
import { horlogeActe } from '../../acte/horloge.ts'
import { optionsBranche, optionsNature } from '../../acte/mots.ts'
import { communesDe } from '../../lecteur.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { findNature } from '../../referentiel/referentiel.ts'
import { getVersion } from '../../referentiel/referentiel.queries.ts'
import { listControleurs } from '../controleurs.queries.ts'
import { compterFile, listFile } from '../file.queries.ts'
import type { LigneFile } from '../file.queries.ts'
import { sortieFile } from '../sortie.ts'
import { colonneActe } from './colonne-acte.tsx'

const query = z.object({
  commune: z.string().max(4).optional(), nature: z.string().max(30).optional(), matiere: z.string().max(10).optional(), affecte: z.union([z.uuid(), z.literal('personne'), z.literal('')]).optional(),
  examen: z.enum(['approfondi', 'sommaire', '']).optional(), etat: z.enum(['recu', 'pieces', 'observe', 'suspendu', '']).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format,
})
export type LigneVue = LigneFile & { communeNom: string; natureNom: string; temps: Temps; restants: number }

/** Days under which an act is said to end soon. */
const BIENTOT = 3

/** The queue of a prefecture: what ends first comes first. */
export const file = page({
  path: '/legalite/controle',
  may: permission('legalite.controler'),
  titre: 'Contrôle de légalité',
  gabarit: 'agent',
  query,
  api: true,
  output: sortieFile,
  load: async (lu) => {
    const { query: q, maison, maintenant, db } = lu
    const jour = jourLocal(maintenant)
    const filtre = Object.fromEntries(Object.entries(q).filter(([, valeur]) => valeur !== undefined && valeur !== ''))
    const lues = await listFile(db, lu.portee, { ...filtre, limite: q.format ? EXPORT_AU_PLUS : PAR_PAGE + 1 })
    const { lignes, suivant = null } = q.format ? { lignes: lues } : couper(lues)
    const communes = communesDe(lu.portee, maison.territoires)
    const v = await enVigueur(db, maison, communes[0], jour)
    const agent = lu.acteur.genre === 'agent' ? lu.acteur.id : null
    const [comptes, controleurs] = await Promise.all([compterFile(db, lu.portee, { jour, bientot: ajouterJours(jour, BIENTOT), agent }), listControleurs(db, maison, communes, jour)])
    const vues: LigneVue[] = []
    for (const l of lignes) {
      const regles = l.referentiels.regles ? (await getVersion<'regles'>(db, l.referentiels.regles)).corps : v.regles
      const etat = horlogeActe(l.horloge, regles, calendrierCourant(), maintenant)
      vues.push({ ...l, communeNom: maison.territoires.trouver(l.commune)?.nom ?? l.commune, natureNom: findNature(v.natures, l.nature)?.libelle ?? l.nature, temps: versTemps(etat), restants: etat.joursRestants })
    }
    return {
      actes: vues, suivant, q, jour, comptes, controleurs, agent, verifie: v.regles.delais.controle.verifie, delai: v.regles.delais.controle, onglets: ongletsDe(lu), affecte: !lu.porteePour('legalite.affecter').vide,
      lieu: lu.acteur.genre === 'agent' ? (lu.acteur.postes.find((p) => p.role !== 'agent_prefecture')?.bureau ?? '') : '',
      communes: communes.map((c) => ({ valeur: c, libelle: maison.territoires.trouver(c)?.nom ?? c })), natures: optionsNature(v.natures), branches: optionsBranche(v.matieres),
    }
  },
  corps: ({ actes, q }) => (q.format ? exporter('actes-a-controler', [['Numéro', (l) => l.numero ?? ''], ['Commune', (l) => l.communeNom], ['Nature', (l) => l.natureNom], ['Matière', (l) => l.matiere ?? ''], ['Objet', (l) => l.objet], ['Jours restants', (l) => l.restants], ['Risque', (l) => l.risque], ['Examen', (l) => (l.approfondi ? 'approfondi' : 'sommaire')], ['État', (l) => direEtat(l)], ['Confié à', (l) => l.affecteNom ?? '']], actes, q.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Contrôle de légalité" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <Bande titre="Contrôle de légalité">
        <span class="discret">
          {d.lieu ? `${d.lieu}, ` : ''}
          {dateLongue(vue.maintenant)}. {pluriel(d.comptes.ouverts, 'acte ouvert', 'actes ouverts')} pour {pluriel(d.communes.length, 'commune')}, du plus pressé au moins pressé.
        </span>
      </Bande>
      <Onglets ici="/legalite/controle" onglets={d.onglets} />
      <Comptes
        comptes={[
          { nombre: d.comptes.passes, libelle: 'délai passé', href: '/legalite/controle', ton: 'tard' },
          { nombre: d.comptes.bientot, libelle: `finissent sous ${BIENTOT} jours`, href: '/legalite/controle?tri=echeance', ton: 'jour' },
          { nombre: d.comptes.aLire, libelle: 'réponses à lire', href: '/legalite/mesures?etat=repondue', ton: 'att' },
          { nombre: d.comptes.aSigner, libelle: 'lettres à signer', href: '/legalite/mesures?etat=soumise' },
          { nombre: d.comptes.sansPersonne, libelle: 'confiés à personne', href: '/legalite/controle?affecte=personne' },
          ...(d.agent ? [{ nombre: d.comptes.miens, libelle: 'confiés à moi', href: `/legalite/controle?affecte=${d.agent}` }] : []),
        ]}
      />
      <ResumeErreurs vue={vue} />
      <Filtres vue={vue} libelle="Filtrer les actes">
        {d.communes.length > 1 ? <Filtre vue={vue} nom="commune" libelle="Commune" tous="Toutes" options={d.communes} /> : null}
        <Filtre vue={vue} nom="nature" libelle="Nature" tous="Toutes" options={d.natures} />
        <Filtre vue={vue} nom="matiere" libelle="Matière" tous="Toutes" options={d.branches} />
        <Filtre vue={vue} nom="examen" libelle="Examen" tous="Tous" options={[{ valeur: 'approfondi', libelle: 'Approfondi' }, { valeur: 'sommaire', libelle: 'Sommaire' }]} />
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={[{ valeur: 'recu', libelle: 'Au contrôle' }, { valeur: 'pieces', libelle: 'Pièces demandées' }, { valeur: 'observe', libelle: 'Observations' }, { valeur: 'suspendu', libelle: 'Suspendus' }]} />
        <Filtre vue={vue} nom="affecte" libelle="Confié à" tous="Tous" options={[{ valeur: 'personne', libelle: 'Personne' }, ...d.controleurs.map((c) => ({ valeur: c.id, libelle: c.nom }))]} />
      </Filtres>
      <p class="petit">
        Délai de contrôle : {d.delai.valeur} {d.delai.unite === 'mois' ? 'mois' : d.delai.unite === 'jours_ouvres' ? 'jours ouvrés' : d.delai.unite === 'jours_francs' ? 'jours francs' : 'jours calendaires'} {d.verifie ? null : <AConfirmer />}
      </p>
      {d.affecte && d.actes.length > 0 ? (
        <Formulaire vue={vue} action="/legalite/controle/affecter" libelle="Confier des actes" classe="pile">
          <Lignes actes={d.actes} jour={d.jour} vue={vue} choix />
          <div class="rang">
            <Selection vue={vue} nom="agent" libelle="Confier les actes cochés à" options={d.controleurs.map((c) => ({ valeur: c.id, libelle: `${c.nom} (${c.ouverts})` }))} vide="Choisissez…" />
            <Bouton ton="second">Confier</Bouton>
          </div>
        </Formulaire>
      ) : (
        <Lignes actes={d.actes} jour={d.jour} vue={vue} />
      )}
      <Pages vue={vue} apres={d.suivant ?? undefined} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})

const colonnes: Colonne<LigneVue>[] = [
  colonneActe,
  { titre: 'Commune', place: 'lieu', cellule: (l) => l.communeNom },
  { titre: 'Nature', tri: 'nature', cellule: (l) => l.natureNom },
  { titre: 'Reçu', tri: 'recu', cellule: (l) => (l.recuLe ? dateCourte(l.recuLe) : '') },
  { titre: 'Jours restants', place: 'delai', tri: 'echeance', cellule: (l) => <Delai temps={l.temps} /> },
  { titre: 'Risque', tri: 'risque', cellule: (l) => <>{l.risque}{l.approfondi ? <> <Etiquette ton="info">Approfondi</Etiquette></> : null}</> },
  { titre: 'État', place: 'etat', cellule: (l) => l.etat === 'recu' && !l.examineLe ? <Etiquette>À prendre</Etiquette> : <Etiquette ton={tonEtat(l)}>{direEtat(l)}</Etiquette> },
  { titre: 'Confié à', cellule: (l) => l.affecteNom ?? <span class="discret">personne</span> },
]

/** Past their delay, ending soon, later, stopped: as a chief would read them. */
export function grouper(actes: readonly LigneVue[], jour: string): GroupeLignes<LigneVue>[] {
  const bientot = ajouterJours(jour, BIENTOT)
  const part = (titre: string, ton: 'tard' | 'att' | undefined, garde: (l: LigneVue) => boolean): GroupeLignes<LigneVue> => ({ titre, ...(ton ? { ton } : {}), lignes: actes.filter(garde) })
  return [
    part('Délai passé', 'tard', (l) => l.echeance !== null && l.echeance < jour),
    part(`Finissent sous ${BIENTOT} jours`, 'att', (l) => l.echeance !== null && l.echeance >= jour && l.echeance <= bientot),
    part('Ensuite', undefined, (l) => l.echeance !== null && l.echeance > bientot),
    part('Délai arrêté', undefined, (l) => l.echeance === null),
  ].filter((g) => g.lignes.length > 0)
}

function Lignes({ actes, jour, vue, choix }: { actes: readonly LigneVue[]; jour: string; vue: Vue; choix?: boolean }) {
  const trie = triDe(vue)
  return (
    <Tableau
      vue={vue}
      legende={trie ? 'Actes à contrôler' : 'Actes à contrôler, du plus pressé au moins pressé'}
      fiche
      {...(trie && trie.cle !== 'echeance' ? { lignes: actes } : { groupes: grouper(actes, jour) })}
      cle={(l) => l.id}
      colonnes={colonnes}
      {...(choix ? { choix: { nom: 'acte', valeur: (l: LigneVue) => l.id, libelle: (l: LigneVue) => l.numero ?? l.objet } } : {})}
      vide={<Vide titre="Aucun acte à contrôler">Les actes que les communes transmettent arrivent ici, ceux dont le délai finit d’abord.</Vide>}
    />
  )
}
