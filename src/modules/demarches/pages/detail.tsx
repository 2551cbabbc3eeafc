import { z } from 'zod'
import { dateHeure, dateSimple } from '../../../lib/francais.ts'
import { versTemps } from '../../../kernel/calendrier/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { findDocument } from '../../../kernel/documents/queries.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import { resumer } from '../../../kernel/formulaires/index.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Bande, Circuit, Deux, Etiquette, Fil, Gabarit, Horloge, Panneau, Pieces, Recap, ResumeErreurs, Vide } from '../../../ui/index.ts'
import { momentsAgent, stades } from '../chronologie.tsx'
import { CADRES, findConstat, MARQUES } from '../constat.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import { ETATS, initiales } from '../dossier.ts'
import { listEvenements } from '../evenement.queries.ts'
import { listProches } from '../file.queries.ts'
import { horlogeDe, jourDe } from '../horloge.ts'
import { parId, posteInstructeur, posteSignataire, sujetDossier } from '../porte.ts'
import { sortieDossier } from '../sortie.ts'
import { Gestes } from './gestes.tsx'
import { MandatVu, PREUVES } from './guichet.tsx'

export type Detail = Awaited<ReturnType<typeof charger>>

async function charger(lu: Pick<Lecture, 'db' | 'maison' | 'maintenant' | 'acteur' | 'portee' | 'porteePour'> & { params: { id: string }; query: { piece?: string; tour?: string } }) {
  const dossier = await getDossier(lu.db, lu.params.id)
  const demarche = await getDemarche(lu.db, dossier.demarche, dossier.version)
  const { territoires } = lu.maison
  return {
    dossier,
    demarche,
    horloge: horlogeDe(dossier.horloge, demarche.delai, dossier.decideLe ?? lu.maintenant),
    evenements: await listEvenements(lu.db, dossier.id, true),
    reponses: resumer(demarche.formulaire, dossier.reponses, territoires),
    papiers: await papiersDe(lu.db, dossier.id),
    constat: await findConstat(lu.db, dossier.constatId),
    document: dossier.documentId ? await findDocument(lu.db, dossier.documentId) : undefined,
    proches: await listProches(lu.db, dossier, lu.portee),
    chemin: territoires.chemin(dossier.territoire ?? ''),
    instruit: posteInstructeur(lu.acteur, demarche, dossier.territoire, territoires) !== undefined,
    signe: posteSignataire(lu.acteur, demarche, dossier.territoire, territoires) !== undefined,
    constate: lu.porteePour('demarches.constater').contient(dossier.territoire),
    acteur: lu.acteur.genre === 'agent' ? `agent:${lu.acteur.id}` : '',
    piece: lu.query.piece,
    tour: Number(lu.query.tour ?? 0),
    aujourdhui: jourDe(lu.maintenant),
  }
}

async function papiersDe(db: Db, dossierId: string) {
  const lues = await listReferences(db, `dossier:${dossierId}`)
  return lues.map((f) => ({ nom: f.nom, genre: f.type === 'application/pdf' ? ('pdf' as const) : ('image' as const), taille: f.taille, recuLe: f.creeLe, href: `/dossiers/${dossierId}/fichiers/${f.id}`, titre: f.nom, id: f.id }))
}

/** The whole file: answers and papers on the left, the decision on the right, the story below. */
export const detail = page({
  path: '/dossiers/:id',
  may: permission('demarches.lire'),
  titre: 'Dossier',
  gabarit: 'agent',
  params: parId,
  query: z.object({ piece: z.string().max(60).optional(), tour: z.enum(['0', '90', '180', '270']).optional() }),
  sujet: sujetDossier,
  consulte: (d: Detail) => `dossier:${d.dossier.id}`,
  api: true,
  output: sortieDossier,
  load: charger,
  view: (d: Detail, vue) => (
    <Gabarit vue={vue} titre={`${d.dossier.numero}, ${d.demarche.titre}`} genre="agent" scripts={['cle-acces.js']} ariane={[{ libelle: 'Ma journée', href: '/journee' }, { libelle: 'Dossiers', href: '/dossiers' }]}>
      <Bande titre={`${d.demarche.titre}, ${initiales(d.dossier.demandeur)}`}>
        <p class="rang">
          <Etiquette ton={ETATS[d.dossier.etat].ton}>{ETATS[d.dossier.etat].agent}</Etiquette>
          <span class="code">{d.dossier.numero}</span>
          <span class="discret">
            déposé {d.dossier.deposeLe ? `le ${dateSimple(d.dossier.deposeLe)}` : ''} {d.dossier.canal === 'guichet' ? 'au guichet' : 'en ligne'}, {d.chemin}
          </span>
        </p>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="Décision" large aside={<Cote d={d} vue={vue} />}>
        <div class="pile">
          <Panneau titre="Réponses" id="reponses">
            {d.reponses.map((partie) => (
              <section key={partie.etape}>
                <h3>{partie.titre}</h3>
                <Recap serre lignes={partie.lignes.map((ligne) => ({ titre: ligne.libelle, valeur: ligne.texte }))} />
              </section>
            ))}
            <MandatVu mandat={d.dossier.mandat} />
          </Panneau>
          {d.papiers.length > 0 ? (
            <Panneau titre="Papiers" id="papiers">
              <Pieces vue={vue} pieces={d.papiers} ici={Math.max(0, d.papiers.findIndex((p) => p.id === d.piece))} tour={d.tour as 0 | 90 | 180 | 270} />
            </Panneau>
          ) : (
            <Vide titre="Aucun papier joint">La personne n’a rien envoyé avec sa demande.</Vide>
          )}
          <Constat d={d} />
          <Proches d={d} />
          <Panneau titre="Historique" id="historique" fin={<a href={`/dossiers/${d.dossier.id}/journal`}>Preuve dans le journal</a>}>
            <Fil moments={momentsAgent(d.evenements)} dense ordre="recent" />
          </Panneau>
        </div>
      </Deux>
    </Gabarit>
  ),
})

function Cote({ d, vue }: { d: Detail; vue: Parameters<typeof Gabarit>[0]['vue'] }) {
  const encours = ['depose', 'suspendu', 'propose'].includes(d.dossier.etat)
  return (
    <div class="pile">
      <Panneau titre={encours ? 'À faire' : 'Décision'} id="decision" ton="fort">
        {encours ? <Horloge temps={versTemps(d.horloge)} /> : null}
        <Gestes d={d} vue={vue} />
      </Panneau>
      <Panneau titre="Circuit" id="circuit">
        <Circuit noeuds={stades(d.dossier, d.evenements)} />
      </Panneau>
      <p class="petit">
        <a href={`/dossiers/${d.dossier.id}/recepisse.pdf`}>Imprimer le récépissé</a>
      </p>
    </div>
  )
}

function Constat({ d }: { d: Detail }) {
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
          { titre: 'Reconnue par', valeur: `${PREUVES[c.identifiePar] ?? 'Connue de l’agent'}${c.pieceNumero ? ` n° ${c.pieceNumero}` : ''}` },
          { titre: 'Marque', valeur: `${MARQUES[c.marque]}${c.temoin ? ` : ${c.temoin}` : ''}` },
          ...(c.note ? [{ titre: 'Note', valeur: c.note }] : []),
        ]}
      />
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
