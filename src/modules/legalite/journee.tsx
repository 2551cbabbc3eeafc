import { dateCourte, pluriel } from '../../lib/francais.ts'
import { ajouterJours, calendrierCourant, jourLocal, versTemps } from '../../kernel/calendrier/index.ts'
import type { Journee, Lecture } from '../../kernel/module.ts'
import { Delai, Etiquette, Tableau } from '../../ui/index.ts'
import type { Colonne } from '../../ui/index.ts'
import { direEtat, tonEtat } from './acte/acte.ts'
import { enVigueur } from './acte/contexte.ts'
import { horlogeActe } from './acte/horloge.ts'
import { listALire } from './circulaire/circulaire.queries.ts'
import { siegesDe } from './circulaire/porte.ts'
import { compterCommune } from './acte/liste.queries.ts'
import { direJour } from './acte/mots.ts'
import { compterFile, listFile } from './controle/file.queries.ts'
import type { LigneFile } from './controle/file.queries.ts'
import { colonneActe } from './controle/pages/colonne-acte.tsx'
import { communesDe } from './lecteur.ts'
import { MESURES } from './mesure/mesure.ts'
import { listParEtat } from './mesure/mesure.queries.ts'
import type { LigneMesure } from './mesure/mesure.queries.ts'
import { compterAttendus } from './seance/attendus.ts'

/** The day shows the first of them; the rest is on its own page. */
const AU_PLUS = 8
const BIENTOT = 3
/** A town hall's day is a few communes; whoever works for more has a page for it. */
const COMMUNES_AU_PLUS = 20

/** The acts of an agent's day: what the town hall must send or answer, what the prefecture must look at first. */
export async function journee(lu: Lecture): Promise<Journee | undefined> {
  if (lu.acteur.genre !== 'agent') return undefined
  const parties = (await Promise.all([commune(lu), prefecture(lu), circulaires(lu)])).filter((p) => p !== undefined)
  if (parties.length === 0) return undefined
  const [premiere] = parties
  return {
    comptes: parties.flatMap((p) => p.comptes),
    gestes: parties.flatMap((p) => p.gestes ?? []),
    ...(premiere?.urgent ? { urgent: premiere.urgent } : {}),
    ...(premiere?.phrase ? { phrase: premiere.phrase } : {}),
    vue: (vue) => <>{parties.map((p, n) => <div key={n}>{p.vue?.(vue)}</div>)}</>,
  }
}

const colonnesLettres: Colonne<LigneMesure>[] = [
  {
    titre: 'Lettre', entete: true,
    cellule: (l) => (
      <>
        <a href={`/legalite/mesures/${l.id}`}>{MESURES[l.genre].titre}</a>{' '}
        <span class="sous-l code">{l.acteNumero}</span>
      </>
    ),
  },
  { titre: 'Acte', place: 'fort', cellule: (l) => l.acteObjet },
  { titre: 'Réponse pour le', place: 'delai', cellule: (l) => direJour(l.repondreAvant) },
]

async function commune(lu: Lecture): Promise<Journee | undefined> {
  const portee = lu.porteePour('legalite.transmettre')
  const siennes = portee.vide ? [] : communesDe(portee, lu.maison.territoires)
  if (siennes.length === 0 || siennes.length > COMMUNES_AU_PLUS) return undefined
  const jour = jourLocal(lu.maintenant)
  const [c, seances, lettres] = await Promise.all([compterCommune(lu.db, siennes, jour), compterAttendus(lu.db, lu.porteePour('legalite.conseil'), lu.maintenant), listParEtat(lu.db, portee, ['signee'], AU_PLUS)])
  const aRepondre = lettres.filter((l) => l.genre === 'demande-pieces' || l.genre === 'observations')
  const conseil = Object.values(seances).reduce((n, s) => ({ nombre: n.nombre + s.nombre, tard: n.tard + s.tard }), { nombre: 0, tard: 0 })
  return {
    comptes: [
      { nombre: c.attendus, libelle: 'réponses dues à la préfecture', href: '/legalite/mesures?etat=signee', ton: 'tard' },
      { nombre: c.aTransmettre, libelle: 'actes à transmettre', href: '/legalite/actes?etat=signe', ton: c.enRetard > 0 ? 'tard' : 'jour', details: c.enRetard > 0 ? [`${c.enRetard} hors délai`] : [] },
      { nombre: c.retournes, libelle: 'actes retournés', href: '/legalite/actes?etat=retourne', ton: 'att' },
      { nombre: conseil.nombre, libelle: 'gestes attendus pour le conseil', href: '/legalite/seances', ton: conseil.tard > 0 ? 'tard' : 'jour', details: conseil.tard > 0 ? [`${conseil.tard} en retard`] : [] },
    ],
    gestes: [{ libelle: 'Préparer un acte', href: '/legalite/actes/nouveau' }],
    ...(aRepondre[0] ? { urgent: `/legalite/mesures/${aRepondre[0].id}`, phrase: `${pluriel(c.attendus, 'acte attend', 'actes attendent')} une réponse à la préfecture.` } : {}),
    vue: (vue) => <Tableau vue={vue} legende="Réponses dues à la préfecture" titreVisible fiche lignes={aRepondre} cle={(l) => l.id} colonnes={colonnesLettres} vide={<></>} />,
  }
}

/** The circulars that nobody of the reader's offices has marked as read. */
async function circulaires(lu: Lecture): Promise<Journee | undefined> {
  const sieges = siegesDe(lu.acteur, lu.maison.territoires)
  const aLire = sieges.length === 0 ? [] : await listALire(lu.db, sieges, AU_PLUS)
  if (aLire.length === 0) return undefined
  return {
    comptes: [{ nombre: aLire.length, libelle: aLire.length > 1 ? 'circulaires à lire' : 'circulaire à lire', href: '/legalite/circulaires', ton: 'att' }],
    vue: (vue) => (
      <Tableau
        vue={vue}
        legende="Circulaires à lire"
        titreVisible
        fiche
        lignes={aLire}
        cle={(c) => c.id}
        colonnes={[
          { titre: 'Circulaire', entete: true, cellule: (c) => <a href={`/legalite/circulaires/${c.id}`}>{c.numero}</a> },
          { titre: 'Titre', place: 'fort', cellule: (c) => c.titre },
          { titre: 'Publiée', cellule: (c) => dateCourte(c.publieLe) },
        ]}
        vide={<></>}
      />
    ),
  }
}

type Ligne = LigneFile & { communeNom: string; temps: ReturnType<typeof versTemps> }
const colonnesFile: Colonne<Ligne>[] = [
  colonneActe,
  { titre: 'Commune', place: 'lieu', cellule: (l) => l.communeNom },
  { titre: 'Jours restants', place: 'delai', cellule: (l) => <Delai temps={l.temps} /> },
  { titre: 'État', place: 'etat', cellule: (l) => (l.etat === 'recu' && !l.examineLe ? <Etiquette>À prendre</Etiquette> : <Etiquette ton={tonEtat(l)}>{direEtat(l)}</Etiquette>) },
]

async function prefecture(lu: Lecture): Promise<Journee | undefined> {
  const portee = lu.porteePour('legalite.controler')
  if (portee.vide || lu.acteur.genre !== 'agent') return undefined
  const jour = jourLocal(lu.maintenant)
  const [c, lignes, v] = await Promise.all([compterFile(lu.db, portee, { jour, bientot: ajouterJours(jour, BIENTOT), agent: lu.acteur.id }), listFile(lu.db, portee, { limite: AU_PLUS }), enVigueur(lu.db, lu.maison, undefined, jour)])
  const signe = !lu.porteePour('legalite.decider').vide
  const vues = lignes.map((l): Ligne => ({ ...l, communeNom: lu.maison.territoires.trouver(l.commune)?.nom ?? l.commune, temps: versTemps(horlogeActe(l.horloge, v.regles, calendrierCourant(), lu.maintenant)) }))
  const presses = c.passes + c.bientot
  return {
    comptes: [
      { nombre: presses, libelle: 'actes dont le délai finit', href: '/legalite/controle', ton: c.passes > 0 ? 'tard' : 'jour', details: c.passes > 0 ? [`${c.passes} hors délai`] : [] },
      { nombre: c.miens, libelle: 'actes confiés à moi', href: `/legalite/controle?affecte=${lu.acteur.id}` },
      { nombre: c.aLire, libelle: 'réponses de communes à lire', href: '/legalite/mesures?etat=repondue', ton: 'att' },
      ...(signe ? [{ nombre: c.aSigner, libelle: 'lettres à signer', href: '/legalite/mesures?etat=soumise', ton: 'jour' as const }, { nombre: c.sansPersonne, libelle: 'actes confiés à personne', href: '/legalite/controle?affecte=personne' }] : []),
    ],
    ...(presses > 0 && vues[0] ? { urgent: `/legalite/actes/${vues[0].id}/controle`, phrase: `${pluriel(presses, 'acte finit son délai', 'actes finissent leur délai')} dans les ${BIENTOT} jours.` } : {}),
    vue: (vue) => <Tableau vue={vue} legende="Actes à contrôler, du plus pressé au moins pressé" titreVisible fiche lignes={vues} cle={(l) => l.id} colonnes={colonnesFile} vide={<></>} />,
  }
}
