import { z } from 'zod'
import { dateSimple, joursEntre, delaiCourt } from '../../../lib/francais.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Bande, Bouton, Deux, Etiquette, Fil, Gabarit, Panneau, Pieces, Recap, ResumeErreurs, Vide } from '../../../ui/index.ts'
import type { LigneRecap } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { listRecevables } from '../../demarches/index.ts'
import { momentsDe } from '../chronologie.tsx'
import { direEtat, direNumero, enRetard, ETATS, mayPasser, SENS } from '../courrier.ts'
import { findCourrier, listReponses } from '../courrier.queries.ts'
import { listEvenements } from '../evenement.queries.ts'
import { findTenue, listImputations } from '../imputation.queries.ts'
import { agitPour, lecteurDe, nomBureau, porteeLecture } from '../lecteur.ts'
import { lieDe, nommerLie } from '../lier.ts'
import { lireCourrier, parId, sujetCourrier } from '../porte.ts'
import { libelle, REFERENTIEL } from '../referentiel.ts'
import { sortieCourrier } from '../sortie.ts'
import { Chez } from './chez.tsx'
import { Dossier, Gestes } from './gestes.tsx'

export type Detail = Awaited<ReturnType<typeof charger>>

async function charger(lu: Lecture<{ id: string }, { tours?: string | undefined }>) {
  const { db, maison, maintenant } = lu
  const lue = await lireCourrier(lu)
  const courrier = { ...lue, lie: await lieDe(lu, lue) }
  const [portee, lecteur] = [porteeLecture(lu), lecteurDe(lu)]
  const imputations = (await listImputations(db, courrier.id)).map((i) => (courrier.lisible ? i : { ...i, note: '', reponse: '' }))
  return {
    courrier,
    imputations,
    evenements: await listEvenements(db, courrier.id),
    scans: courrier.lisible ? (await listReferences(db, `courrier:${courrier.id}`)).map((r) => versPiece(courrier.id, r)) : [],
    liee: courrier.repondA ? await findCourrier(db, courrier.repondA, portee, lecteur) : undefined,
    reponses: await listReponses(db, courrier.id, portee, lecteur),
    dossier: courrier.lie ? ((await nommerLie(lu, courrier.lie)) ?? { titre: 'Un dossier que votre fonction ne permet pas d’ouvrir' }) : undefined,
    bureau: nomBureau(maison.territoires, courrier.territoire, courrier.bureau),
    tenue: await findTenue(db, courrier.id, lecteur),
    peut: { enregistrer: agitPour(lu, 'courrier.enregistrer', courrier.bureau), imputer: agitPour(lu, 'courrier.imputer', courrier.bureau), traiter: agitPour(lu, 'courrier.traiter', courrier.bureau), ouvrir: courrier.sens === 'arrivee' && courrier.lisible && !courrier.lie && (await listRecevables(db, lu)).length > 0 },
    jour: jourLocal(maintenant),
    tours: lu.query.tours,
  }
}

type Reference = Awaited<ReturnType<typeof listReferences>>[number]
function versPiece(id: string, r: Reference) {
  const href = `/courrier/${id}/scans/${r.id}`
  const image = r.type !== 'application/pdf'
  return { id: r.id, nom: r.nom, titre: 'Scan', genre: image ? ('image' as const) : ('pdf' as const), taille: r.taille, recuLe: r.creeLe, href, ...(image ? { apercu: `${href}/apercu.jpg` } : {}) }
}

/** One letter: what came, who has it, what is to be done; the scans beside; the chain below. */
export const detail = page({
  path: '/courrier/:id',
  may: permission('courrier.lire'),
  titre: 'Courrier',
  gabarit: 'agent',
  params: parId,
  query: z.object({ tours: z.string().max(200).optional() }),
  sujet: sujetCourrier,
  consulte: (d: Detail) => `courrier:${d.courrier.id}`,
  api: true,
  output: sortieCourrier,
  load: charger,
  view: (d: Detail, vue) => (
    <Gabarit vue={vue} titre={`${SENS[d.courrier.sens].mot} ${direNumero(d.courrier)}`} genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }, { libelle: 'Courrier', href: '/courrier' }]}>
      <Bande titre={d.courrier.etat === 'annule' ? <s>{d.courrier.objet ?? 'Courrier confidentiel'}</s> : (d.courrier.objet ?? 'Courrier confidentiel')}>
        <Marques d={d} />
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="À faire" large="trois" aside={<Cote d={d} vue={vue} />} tete={<Lettre d={d} vue={vue} />}>
        <Panneau titre="Historique" id="historique">
          <Fil moments={momentsDe(d.evenements, d.courrier.lisible)} dense ordre="recent" />
        </Panneau>
      </Deux>
    </Gabarit>
  ),
})

function Marques({ d: { courrier: c, bureau, jour } }: { d: Detail }) {
  return (
    <>
      <Etiquette ton={ETATS[c.etat].ton}>{direEtat(c)}</Etiquette>
      {c.urgent ? <Etiquette ton="tard">Urgent</Etiquette> : null}
      {c.confidentiel ? <Etiquette ton="pause">Confidentiel</Etiquette> : null}
      {enRetard(c, jour) ? <Etiquette ton="tard">{delaiCourt(joursEntre(midi(jour), midi(c.echeance!)))}</Etiquette> : null}
      <span class="code">{direNumero(c)}</span>
      <span class="discret">
        {SENS[c.sens].mot}, {bureau}
      </span>
      <a class="vers-decision" href="#a-faire">
        Aller à ce qu’il faut faire
      </a>
    </>
  )
}

const dire = (jour: string | null) => (jour ? dateSimple(midi(jour)) : '')

function lignesDe({ courrier: c, liee, reponses, dossier }: Detail): LigneRecap[] {
  const lien = (autre: { id: string; numero: string | null }) => <a class="code" href={`/courrier/${autre.id}`}>{direNumero(autre)}</a>
  return [
    { titre: SENS[c.sens].autre, valeur: c.correspondant, note: [c.adresse, c.contact].filter(Boolean).join(' ; ') },
    ...(c.reference || c.dateLettre ? [{ titre: 'Lettre', valeur: [c.reference ? `n° ${c.reference}` : '', c.dateLettre ? `du ${dire(c.dateLettre)}` : ''].filter(Boolean).join(' ') }] : []),
    { titre: 'Nature', valeur: libelle(REFERENTIEL.natures, c.nature) },
    { titre: c.sens === 'arrivee' ? 'Reçu le' : c.numero ? 'Enregistré le' : 'Préparé le', valeur: dire(c.jour), ...(c.enregistreParNom ? { note: `par ${c.enregistreParNom}` } : {}) },
    ...(c.echeance ? [{ titre: 'Réponse pour le', valeur: dire(c.echeance), ...(c.reponduLe ? { note: `répondu le ${dire(c.reponduLe)}` } : {}) }] : []),
    ...(c.envoyeLe ? [{ titre: 'Envoyé le', valeur: dire(c.envoyeLe), note: [libelle(REFERENTIEL.modes, c.mode).toLowerCase(), c.suivi].filter(Boolean).join(', ') }] : []),
    ...(c.dechargeLe ? [{ titre: 'Décharge', valeur: c.dechargePar, note: `le ${dire(c.dechargeLe)}` }] : []),
    ...(liee ? [{ titre: c.sens === 'depart' ? 'Répond à' : 'Courrier lié', valeur: lien(liee), note: liee.correspondant }] : []),
    ...reponses.map((r) => ({ titre: r.sens === 'depart' ? 'Réponse' : 'Suite', valeur: lien(r), note: direEtat(r) })),
    ...(dossier ? [{ titre: 'Dossier', valeur: 'href' in dossier && dossier.href ? <a class="code" href={dossier.href}>{dossier.titre}</a> : dossier.titre }] : []),
    ...(c.classement ? [{ titre: 'Classé', valeur: c.classement }] : []),
    ...(c.motif ? [{ titre: 'Annulé', valeur: c.motif }] : []),
  ]
}

function Lettre({ d, vue }: { d: Detail; vue: Vue }) {
  const { courrier: c } = d
  return (
    <div class="face-a-face">
      <Panneau titre="Courrier" id="courrier" {...(c.lisible && mayPasser(c, 'modifier') && (d.peut.enregistrer || (c.etat === 'prepare' && d.peut.traiter)) ? { fin: <a href={`/courrier/${c.id}/corriger`}>Corriger</a> } : {})}>
        <Recap serre lignes={lignesDe(d)} />
      </Panneau>
      {!c.lisible ? (
        <Vide titre="Contenu réservé">L’objet et les scans de ce courrier se montrent au responsable du bureau et aux personnes à qui il est imputé.</Vide>
      ) : d.scans.length > 0 ? (
        <Panneau titre={d.scans.length > 1 ? 'Scans' : 'Scan'} id="scans">
          <Pieces vue={vue} pieces={d.scans.map((s, i) => ({ ...s, titre: d.scans.length > 1 ? `Scan ${i + 1}` : 'Scan' }))} tours={d.tours} />
        </Panneau>
      ) : (
        <Vide titre="Aucun scan">{d.peut.enregistrer ? 'Ajoutez la photo ou le PDF du courrier dès que vous l’avez.' : 'Le secrétariat n’a pas encore ajouté le papier.'}</Vide>
      )}
    </div>
  )
}

function Cote({ d, vue }: { d: Detail; vue: Vue }) {
  const { courrier: c } = d
  return (
    <div class="pile">
      <Gestes d={d} vue={vue} />
      {c.sens === 'arrivee' ? <Chez imputations={d.imputations} jour={d.jour} /> : null}
      <Dossier d={d} vue={vue} />
      {c.sens === 'arrivee' && c.numero ? (
        <p class="no-print">
          <Bouton href={`/courrier/${c.id}/recepisse`} ico="imprimer" ton="second" taille="petit">
            Récépissé pour le porteur
          </Bouton>
        </p>
      ) : null}
    </div>
  )
}
