import { z } from 'zod'
import { dateHeure, dateLongue, dateSimple, majuscule, pluriel } from '../../../lib/francais.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Filtre, Filtres, Gabarit, Imprimer, Recap, Tableau } from '../../../ui/index.ts'
import { direNumero, SENS } from '../courrier.ts'
import { RESERVE } from '../export.ts'
import { bureauxPour, lecteurDe, nomBureau } from '../lecteur.ts'
import { lireCourrier, parId, sujetCourrier } from '../porte.ts'
import { libelle, REFERENTIEL } from '../referentiel.ts'
import { listJour } from '../registre.queries.ts'
import type { LigneRegistre } from '../registre.queries.ts'
import { Objet } from './colonnes.tsx'
import { Onglets } from './onglets.tsx'

const query = z.object({ jour: z.union([z.iso.date(), z.literal('')]).optional(), sens: z.enum(['arrivee', 'depart', '']).optional(), bureau: z.string().max(60).optional() })

/** The lines of one day, to print and to have signed. */
export const bordereau = page({
  path: '/courrier/bordereau',
  may: permission('courrier.lire'),
  titre: 'Bordereau du jour',
  gabarit: 'agent',
  query,
  load: async (lu) => {
    const siens = bureauxPour(lu, 'courrier.lire')
    const bureau = siens.find((b) => b.id === lu.query.bureau) ?? siens[0]
    const [jour, sens] = [lu.query.jour || jourLocal(lu.maintenant), lu.query.sens || ('arrivee' as const)]
    return { jour, sens, bureau: bureau?.nom, siens: siens.map((b) => ({ valeur: b.id, libelle: b.nom })), lignes: bureau ? await listJour(lu.db, lu.portee, lecteurDe(lu), { bureau: bureau.id, sens, jour }) : [] }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Bordereau du jour" genre="agent">
      <h1>
        Bordereau des {d.sens === 'arrivee' ? 'arrivées' : 'départs'} du {dateSimple(midi(d.jour))}
      </h1>
      <p class="chapeau">{d.bureau ?? 'Votre poste n’est rattaché à aucun bureau'}</p>
      <Onglets ici="/courrier/bordereau" />
      <Filtres vue={vue} libelle="Choisir le jour" bouton="Voir">
        <Filtre vue={vue} nom="jour" libelle="Jour" type="date" />
        <Filtre vue={vue} nom="sens" libelle="Sens" tous="Arrivées" options={[{ valeur: 'depart', libelle: 'Départs' }]} />
        {d.siens.length > 1 ? <Filtre vue={vue} nom="bureau" libelle="Bureau" tous={d.siens[0]!.libelle} options={d.siens.slice(1)} /> : null}
      </Filtres>
      <Tableau
        vue={vue}
        legende={`${SENS[d.sens].mot}s du ${dateSimple(midi(d.jour))}`}
        lignes={d.lignes}
        cle={(l) => l.id}
        colonnes={[
          { titre: 'Numéro', entete: true, cellule: (l: LigneRegistre) => <a class="code" href={`/courrier/${l.id}`}>{l.etat === 'annule' ? <s>{direNumero(l)}</s> : direNumero(l)}</a> },
          { titre: SENS[d.sens].autre, cellule: (l) => l.correspondant },
          { titre: 'Lettre', cellule: (l) => [l.reference, l.dateLettre ? `du ${dateSimple(midi(l.dateLettre))}` : ''].filter(Boolean).join(' ') },
          { titre: 'Objet', cellule: (l) => <Objet l={l} /> },
          { titre: d.sens === 'arrivee' ? 'Chez' : 'Décharge', cellule: (l) => (d.sens === 'arrivee' ? l.chez.join(' ; ') : (l.dechargePar ?? '')) },
          { titre: 'Signature', cellule: () => '\u00a0'.repeat(24) },
        ]}
        vide={<p>Aucune ligne ce jour-là.</p>}
      />
      <p>{pluriel(d.lignes.length, 'ligne')}.</p>
      <p>
        <Imprimer>Imprimer le bordereau</Imprimer>
      </p>
    </Gabarit>
  ),
})

/** The slip given to whoever brought the letter: number, day, hour, office. */
export const recepisse = page({
  path: '/courrier/:id/recepisse',
  may: permission('courrier.lire'),
  titre: 'Récépissé de dépôt',
  gabarit: 'agent',
  params: parId,
  sujet: sujetCourrier,
  load: async (lu) => {
    const courrier = await lireCourrier(lu)
    if (courrier.sens !== 'arrivee') throw new Introuvable('Le récépissé se donne à qui apporte un courrier')
    return { courrier, bureau: nomBureau(lu.maison.territoires, courrier.territoire, courrier.bureau) }
  },
  consulte: ({ courrier }) => `courrier:${courrier.id}`,
  view: ({ courrier: c, bureau }, vue) => (
    <Gabarit vue={vue} titre={`Récépissé ${direNumero(c)}`} genre="agent" etroit ariane={[{ libelle: 'Courrier', href: '/courrier' }, { libelle: direNumero(c), href: `/courrier/${c.id}` }]}>
      <h1>Récépissé de dépôt</h1>
      <p class="chapeau">{bureau}</p>
      <Recap
        lignes={[
          { titre: 'Numéro d’arrivée', valeur: <b class="code">{direNumero(c)}</b>, ...(c.motif ? { note: `annulé : ${c.motif}` } : {}) },
          { titre: 'Enregistré', valeur: c.enregistreLe ? majuscule(dateHeure(c.enregistreLe)) : '' },
          { titre: 'Reçu', valeur: majuscule(dateLongue(midi(c.jour))) },
          { titre: 'De', valeur: c.correspondant },
          ...(c.reference || c.dateLettre ? [{ titre: 'Lettre', valeur: [c.reference, c.dateLettre ? `du ${dateSimple(midi(c.dateLettre))}` : ''].filter(Boolean).join(' ') }] : []),
          { titre: 'Nature', valeur: libelle(REFERENTIEL.natures, c.nature) },
          // The bearer of a confidential letter carries a closed envelope.
          ...(c.confidentiel ? [{ titre: 'Mention', valeur: RESERVE }] : [{ titre: 'Objet', valeur: c.objet }]),
          { titre: 'Par', valeur: c.enregistreParNom ?? '' },
        ]}
      />
      <p class="petit discret">Ce récépissé prouve le dépôt. Il ne dit rien de la suite qui sera donnée.</p>
      <p>Signature et cachet :</p>
      <p>
        <Imprimer>Imprimer le récépissé</Imprimer>
      </p>
    </Gabarit>
  ),
})
