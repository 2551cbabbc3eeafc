import { z } from 'zod'
import { dateHeure, dateSimple, telephone } from '../../../lib/francais.ts'
import { versTemps } from '../../../kernel/calendrier/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { findDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import { resumer } from '../../../kernel/formulaires/index.ts'
import type { EtapeResumee } from '../../../kernel/formulaires/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { page, rubriquesDe } from '../../../kernel/module.ts'
import type { Lecture as Lu } from '../../../kernel/module.ts'
import { AConfirmer, Bande, Bouton, BoutonSeul, Circuit, Deux, Etiquette, Fil, Gabarit, Horloge, Panneau, Pieces, Recap, ResumeErreurs, Vide, Visionneuse } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { listPaiements, Paiements } from '../../paiements/index.ts'
import { versDossiers } from '../ariane.ts'
import { momentsAgent } from '../chronologie.tsx'
import { listAccords } from '../accord.queries.ts'
import { peutOpposer } from '../attente/attente.ts'
import { findStation, precedente, suivante } from '../circuit.ts'
import { CADRES, CHAMP_MARQUE, findConstat, MARQUES } from '../constat.queries.ts'
import { champsCorrigibles } from '../correction.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import { CANAUX, enCours, ETATS, initiales, mayPasser } from '../dossier.ts'
import { listEvenements } from '../evenement.queries.ts'
import { chargerBureau, PanneauBureau, Presence } from '../affectation/bureau.tsx'
import { listMessages } from '../echange/echange.queries.ts'
import { nonLusDe } from '../echange/fil.tsx'
import { PanneauMessages } from '../echange/panneaux.tsx'
import { listProches } from '../file.queries.ts'
import { horlogeDe, jourDe } from '../horloge.ts'
import { revenir } from '../passage.ts'
import { titrerPapiers } from '../papiers.ts'
import { mayLire, parId, posteSignataire, sujetDossier } from '../porte.ts'
import { sortieDossier } from '../sortie.ts'
import { stades } from '../stades.ts'
import { PanneauSousDemandes } from '../sous-demande/panneaux.tsx'
import { listSousDemandes } from '../sous-demande/sous-demande.queries.ts'
import { listVisas } from '../visa.queries.ts'
import { chargerGarde, PanneauGarde } from '../conservation/panneau.tsx'
import { Gestes } from './gestes.tsx'
import { direPreuve, MandatVu } from '../mandat.tsx'
import { objetLettres } from '../lettre/lettre.ts'
import { ListeLettres, posteLettre } from '../lettre/pages.tsx'
import { findMandat } from '../mandataire/mandat.queries.ts'
import { MandataireVu } from '../mandataire/panneaux.tsx'
import { listOriginaux, Originaux } from './originaux.tsx'
import { ReponsesLues } from './reponses.tsx'
import { listFonciers, TerrainsBureau } from './terrains.tsx'

export type Detail = Awaited<ReturnType<typeof charger>>

/** Everything the office reads of a file, as this actor may. */
export async function charger(lu: Pick<Lu, 'db' | 'maison' | 'maintenant' | 'acteur' | 'portee' | 'porteePour'> & { params: { id: string }; query: { tours?: string } }) {
  const dossier = await getDossier(lu.db, lu.params.id)
  const demarche = await getDemarche(lu.db, dossier.demarche, dossier.version)
  const { territoires } = lu.maison
  const constat = await findConstat(lu.db, dossier.constatId)
  const visas = await listVisas(lu.db, dossier.id)
  const station = findStation(demarche, dossier.station)
  const sienne = dossier.titulaire === cleActeur(lu.acteur)
  const appele = posteQui(lu.acteur, dossier.lecteurs, territoires) !== undefined
  const reponses = resumer(demarche.formulaire, dossier.reponses, territoires)
  const papiers = await papiersDe(lu.db, dossier.id, reponses)
  return {
    /** Where the gestures of this page are sent. */
    base: `/dossiers/${dossier.id}`,
    dossier,
    demarche,
    horloge: horlogeDe(dossier.horloge, demarche.delai, dossier.decideLe ?? lu.maintenant),
    evenements: await listEvenements(lu.db, dossier.id, true),
    reponses,
    papiers: papiers.filter((papier) => papier.champ !== CHAMP_MARQUE),
    constat,
    marque: papiers.find((papier) => papier.id === constat?.marqueFichier),
    document: dossier.documentId ? await findDocument(lu.db, dossier.documentId) : undefined,
    proches: await listProches(lu.db, dossier, lu.portee),
    fonciers: await listFonciers(lu.db, demarche, dossier.reponses, jourDe(lu.maintenant), lu.porteePour('parcelles.lire')),
    originaux: await listOriginaux(lu.db, demarche, dossier.reponses, lu.porteePour('demarches.lire')),
    maintenant: lu.maintenant,
    chemin: territoires.chemin(dossier.territoire ?? ''),
    paiements: await listPaiements(lu.db, `dossier:${dossier.id}`),
    rubriques: await rubriquesDe(lu, `dossier:${dossier.id}`, 'agent'),
    station,
    oppose: station?.genre === 'attente' && peutOpposer(lu.acteur, station, dossier, territoires),
    accords: await listAccords(lu.db, dossier.id),
    corrigibles: dossier.etat === 'depose' ? champsCorrigibles(demarche, dossier.reponses, territoires) : [],
    visas: visas.map((v) => ({ ...v, aMoi: v.avis === null && v.closLe === null && !sienne && posteQui(lu.acteur, v.cles, territoires) !== undefined })),
    /** Whether this file waits for one of his posts; nobody treats his own request. */
    attendu: !sienne && posteQui(lu.acteur, dossier.attend, territoires) !== undefined,
    relance: dossier.etat === 'suspendu' && posteQui(lu.acteur, revenir(demarche, dossier, territoires, lu.maintenant).attend, territoires) !== undefined,
    apres: suivante(demarche, dossier.reponses, dossier.station ?? undefined)?.titre,
    avant: dossier.station ? precedente(demarche, dossier.reponses, dossier.station)?.titre : undefined,
    signe: posteSignataire(lu.acteur, demarche, dossier, territoires) !== undefined,
    guichet: lu.porteePour('demarches.guichet').contient(dossier.territoire),
    encaisse: lu.porteePour('paiements.encaisser').contient(dossier.territoire),
    constate: lu.porteePour('demarches.constater').contient(dossier.territoire),
    acteur: cleActeur(lu.acteur),
    /** Whether he may write to the applicant (the door says the same). */
    ecrit: !sienne && (lu.porteePour('demarches.instruire').contient(dossier.territoire) || lu.porteePour('demarches.guichet').contient(dossier.territoire) || appele),
    messages: await listMessages(lu.db, dossier.id),
    sousDemandes: await listSousDemandes(lu.db, dossier.id),
    lettres: await listDocuments(lu.db, objetLettres(dossier.id)),
    /** Whether one of the procedure's letters is signed by one of his posts, and its door opens to him. */
    lettreAFaire: (appele || lu.porteePour('demarches.signer').contient(dossier.territoire)) && (demarche.lettres ?? []).some((l) => posteLettre(lu.acteur, demarche, dossier, l, territoires)),
    mandataire: await findMandat(lu.db, dossier.id),
    bureau: await chargerBureau(lu, dossier),
    garde: enCours(dossier) ? undefined : await chargerGarde(lu.db, dossier, demarche, jourDe(lu.maintenant), lu.porteePour('demarches.geler').contient(dossier.territoire)),
    tours: lu.query.tours,
  }
}

async function papiersDe(db: Db, dossierId: string, reponses: EtapeResumee[]) {
  const lues = titrerPapiers(await listReferences(db, `dossier:${dossierId}`), reponses)
  return lues.map((f) => {
    const href = `/dossiers/${dossierId}/fichiers/${f.id}`
    const image = f.type !== 'application/pdf'
    return { nom: f.nom, genre: image ? ('image' as const) : ('pdf' as const), taille: f.taille, recuLe: f.creeLe, href, titre: f.titre, id: f.id, champ: f.champ, ...(image ? { apercu: `${href}/apercu.jpg` } : {}) }
  })
}

/** The whole file: answers and papers on the left, the decision on the right, the story below. */
export const detail = page({
  path: '/dossiers/:id',
  may: mayLire,
  titre: 'Dossier',
  gabarit: 'agent',
  params: parId,
  query: z.object({ tours: z.string().max(200).optional() }),
  sujet: sujetDossier,
  consulte: (d: Detail) => `dossier:${d.dossier.id}`,
  api: true,
  output: sortieDossier,
  load: charger,
  view: (d: Detail, vue) => (
    <Gabarit vue={vue} titre={`${d.dossier.numero}, ${d.demarche.titre}`} genre="agent" scripts={['cle-acces.js']} ariane={[{ libelle: 'Ma journée', href: '/journee' }, ...versDossiers(vue)]}>
      <Bande titre={`${d.demarche.titre}, ${initiales(d.dossier.demandeur)}`}>
        <p class="rang">
          <Etiquette ton={ETATS[d.dossier.etat].ton}>{ETATS[d.dossier.etat].agent}</Etiquette>
          <span class="code">{d.dossier.numero}</span>
          <span class="discret">
            déposé {d.dossier.deposeLe ? `le ${dateSimple(d.dossier.deposeLe)}` : ''} {CANAUX[d.dossier.canal]}, {d.chemin}
          </span>
          {d.mandataire && !d.mandataire.finiLe ? <Etiquette ton="info">Par un mandataire</Etiquette> : null}
          <Presence b={d.bureau} />
          <a class="vers-decision" href="#decision">
            {enCours(d.dossier) ? 'Aller à ce qu’il faut faire' : 'Aller à la décision'}
          </a>
        </p>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="Décision" large="trois" aside={<Cote d={d} vue={vue} />} tete={<Lecture d={d} vue={vue} />}>
        <TerrainsBureau fonciers={d.fonciers} />
        <Originaux originaux={d.originaux} maintenant={d.maintenant} />
        <Constat d={d} vue={vue} />
        <Proches d={d} />
        <Panneau titre="Historique" id="historique" fin={<a href={`/dossiers/${d.dossier.id}/journal`}>Preuve dans le journal</a>}>
          <Fil moments={momentsAgent(d.evenements)} dense ordre="recent" />
        </Panneau>
      </Deux>
    </Gabarit>
  ),
})

/** What was answered beside the papers that prove it. */
export function Lecture({ d, vue }: { d: Detail; vue: Vue }) {
  return (
    <div class="face-a-face">
      <Panneau titre="Réponses" id="reponses">
        <ReponsesLues reponses={d.reponses} />
        <MandatVu mandat={d.dossier.mandat} />
        <MandataireVu mandat={d.mandataire} dossierId={d.dossier.id} vue={vue} guichet={d.guichet} />
      </Panneau>
      {d.papiers.length > 0 ? (
        <Panneau titre="Papiers" id="papiers">
          <Pieces vue={vue} pieces={d.papiers} tours={d.tours} />
        </Panneau>
      ) : (
        <Vide titre="Aucun papier joint">La personne n’a rien envoyé avec sa demande.</Vide>
      )}
    </div>
  )
}

function Cote({ d, vue }: { d: Detail; vue: Vue }) {
  const encours = enCours(d.dossier)
  return (
    <div class="pile">
      <Panneau titre={encours ? 'À faire' : 'Décision'} id="decision" ton="fort">
        {encours && d.dossier.decideLe === null ? <Horloge temps={versTemps(d.horloge)} /> : null}
        {encours && d.dossier.decideLe === null && !d.demarche.delai.verifie ? (
          <p class="petit">
            Délai proposé <AConfirmer />
          </p>
        ) : null}
        <Gestes d={d} vue={vue} />
      </Panneau>
      {d.ecrit ? <PanneauMessages vue={vue} dossierId={d.dossier.id} total={d.messages.length} nonLus={nonLusDe(d.messages, 'bureau')} /> : null}
      <PanneauSousDemandes vue={vue} dossierId={d.dossier.id} sousDemandes={d.sousDemandes} papiers={d.papiers} peut={d.demarche.sousDemandes !== undefined && d.attendu && d.dossier.etat === 'depose'} jour={jourDe(d.maintenant)} />
      <PanneauLettres d={d} />
      {d.paiements.length > 0 ? (
        <Panneau titre="Paiements" id="paiements">
          <Paiements paiements={d.paiements} pour="agent" />
        </Panneau>
      ) : null}
      {d.rubriques.map((r) => (
        <Panneau key={r.id} titre={r.titre} id={r.id}>
          {r.vue(vue)}
        </Panneau>
      ))}
      <Panneau titre="Circuit" id="circuit">
        <Circuit noeuds={stades(d)} />
      </Panneau>
      <PanneauBureau b={d.bureau} dossier={d.dossier} vue={vue} />
      {d.garde ? <PanneauGarde garde={d.garde} vue={vue} /> : null}
      <div class="no-print">
        <BoutonSeul vue={vue} action={`/suivi/${d.dossier.id}/recepisse`} ico="imprimer" ton="second" taille="petit">
          Imprimer le récépissé
        </BoutonSeul>
      </div>
      {d.guichet && mayPasser(d.dossier, 'changerContact') ? (
        <p class="petit">
          Prévenu{' '}
          {[d.dossier.telephone ? `au ${telephone(d.dossier.telephone)}` : '', d.dossier.courriel ?? '', d.dossier.titulaire ? 'dans son compte' : ''].filter(Boolean).join(', ') || 'nulle part'}.{' '}
          <a class="no-print" href={`/suivi/${d.dossier.id}/contact`}>Changer le contact</a>
        </p>
      ) : null}
    </div>
  )
}

/** The letters sent, and the way to make one for who signs some. */
function PanneauLettres({ d }: { d: Detail }) {
  if (d.lettres.length === 0 && !d.lettreAFaire) return null
  return (
    <Panneau titre="Lettres" id="lettres">
      {d.lettres.length === 0 ? <p>Aucune lettre envoyée.</p> : <ListeLettres lettres={d.lettres} base={d.base} />}
      {d.lettreAFaire ? (
        <p class="no-print">
          <Bouton href={`/dossiers/${d.dossier.id}/lettres`} ton="second" taille="petit">
            Faire une lettre
          </Bouton>
        </p>
      ) : null}
    </Panneau>
  )
}

function Constat({ d, vue }: { d: Detail; vue: Vue }) {
  const { constat: c } = d
  if (!c) return null
  return (
    <Panneau titre="Constat de vie" id="constat">
      <Recap
        serre
        lignes={[
          { titre: 'Vue en vie', valeur: dateHeure(c.vuLe) },
          { titre: 'Où', valeur: `${CADRES[c.cadre]}, ${c.lieu}` },
          { titre: 'Par', valeur: c.autorite ?? c.parNom },
          { titre: 'Reconnue par', valeur: `${direPreuve(c.identifiePar) ?? 'Connue de l’agent'}${c.pieceNumero ? ` n° ${c.pieceNumero}` : ''}` },
          { titre: 'Marque', valeur: `${MARQUES[c.marque]}${c.temoin ? ` : ${c.temoin}` : ''}` },
          ...(c.classement ? [{ titre: 'Fiche classée', valeur: c.classement }] : []),
          ...(c.note ? [{ titre: 'Note', valeur: c.note }] : []),
        ]}
      />
      {d.marque ? <Visionneuse vue={vue} piece={d.marque} id="marque" /> : null}
    </Panneau>
  )
}

// Shown, never blocked: the same phone or the same NPI has already asked for the same thing.
function Proches({ d }: { d: Detail }) {
  if (d.proches.length === 0) return null
  return (
    <Panneau titre="Demandes proches" id="proches">
      <ul class="simple">
        {d.proches.map((p) => (
          <li key={p.id}>
            <a class="code" href={`/dossiers/${p.id}`}>
              {p.numero}
            </a>{' '}
            {ETATS[p.etat].agent}, {dateSimple(p.deposeLe)} <span class="discret">(même {p.commun})</span>
          </li>
        ))}
      </ul>
    </Panneau>
  )
}
