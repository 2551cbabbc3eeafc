import { z } from 'zod'
import { dateSimple, momentRelatif, pluriel, sansAccents } from '../../../lib/francais.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import { countNonLus } from '../../../kernel/notifications/index.ts'
import { citoyen, page } from '../../../kernel/module.ts'
import { Avis, Bouton, BoutonSeul, Etiquette, Filtres, Gabarit, Onglets, Phrase, Texte, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { compterNonLus } from '../echange/echange.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import { listDossiersDe, listOuverts, listRepresentes } from '../dossier.queries.ts'
import { enCours, ETATS } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'

/** The parts of the list, each with what it holds; a file is in one of them. */
const PARTS: readonly { code: string; titre: string; tient: (d: Pick<Dossier, 'etat'>) => boolean }[] = [
  { code: 'en_cours', titre: 'En cours', tient: (d) => enCours(d) || d.etat === 'signe' },
  { code: 'brouillons', titre: 'Brouillons', tient: (d) => d.etat === 'brouillon' },
  { code: 'documents', titre: 'Documents reçus', tient: (d) => d.etat === 'delivre' },
  { code: 'finies', titre: 'Autres, finies', tient: (d) => ['accorde', 'refuse', 'retire', 'revoque'].includes(d.etat) },
]
/** Fewer are seen at once: nothing to choose, nothing to look for. */
const PEU = 4

/** A citizen's files and drafts, by what becomes of them. */
export const mesDemarches = page({
  path: '/mes-demarches',
  may: citoyen,
  titre: 'Mes démarches',
  query: z.object({ part: z.string().max(20).optional(), cherche: z.string().max(100).optional() }),
  api: true,
  output: z.object({ dossiers: z.array(z.object({ id: z.string(), numero: z.string().nullable(), titre: z.string(), etat: z.string(), modifieLe: z.date() })) }),
  load: async ({ db, acteur, query }) => {
    const tenus = acteur.genre === 'citoyen' ? await listDossiersDe(db, `citoyen:${acteur.id}`) : []
    const representes = (await listRepresentes(db, clesDe(acteur))).filter((d) => !tenus.some((t) => t.id === d.id))
    const siens = [...tenus, ...representes]
    const ouverts = await listOuverts(db, clesDe(acteur))
    const nonLus = acteur.genre === 'citoyen' ? await countNonLus(db, `citoyen:${acteur.id}`) : 0
    const nommer = async (d: Dossier) => ({ ...d, titre: (await getDemarche(db, d.demarche, d.version)).titre })
    const messages = await compterNonLus(db, siens.map((d) => d.id), 'bureau')
    const tous = (await Promise.all(siens.map(nommer))).map((d) => ({ ...d, messages: messages.get(d.id) ?? 0 }))
    const part = PARTS.find((p) => p.code === query.part)
    const mots = sansAccents(query.cherche ?? '').trim()
    const dossiers = tous.filter((d) => (!part || part.tient(d)) && sansAccents(`${d.titre} ${d.numero ?? ''} ${d.demandeur} ${d.bureau ?? ''}`).includes(mots))
    return { dossiers, total: tous.length, parts: PARTS.map((p) => ({ ...p, nombre: tous.filter(p.tient).length })).filter((p) => p.nombre > 0), part: part?.code, cherche: query.cherche ?? '', ouverts: await Promise.all(ouverts.map(nommer)), nonLus }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Mes démarches" etroit ariane={[{ libelle: 'Mon compte', href: '/compte' }]}>
      <h1>Mes démarches</h1>
      <p>
        <a href="/compte/messages">{d.nonLus > 0 ? `${pluriel(d.nonLus, 'message non lu', 'messages non lus')}` : 'Mes messages'}</a>
      </p>
      {d.ouverts.length > 0 ? (
        <Avis ton="att" titre="Des demandes faites sans compte peuvent y entrer">
          <p>Faites avec votre téléphone, votre adresse, ou sur cet appareil. Ne gardez que les vôtres.</p>
          <p>
            <Phrase>{`${d.ouverts.map((o) => `${o.titre}${o.numero ? ` ${o.numero}` : ''}`).join(', ')}.`}</Phrase>
          </p>
          <BoutonSeul vue={vue} action="/mes-demarches/rattacher">
            Les garder dans mon compte
          </BoutonSeul>
        </Avis>
      ) : null}
      {d.total > PEU ? (
        <>
          <Onglets libelle="Mes démarches par état" onglets={[{ libelle: 'Toutes', href: '/mes-demarches', actif: d.part === undefined, nombre: d.total }, ...d.parts.map((p) => ({ libelle: p.titre, href: `/mes-demarches?part=${p.code}`, actif: d.part === p.code, nombre: p.nombre }))]} />
          <Filtres vue={vue} libelle="Chercher dans mes démarches" bouton="Chercher">
            {d.part ? <input type="hidden" name="part" value={d.part} /> : null}
            <Texte vue={vue} nom="cherche" libelle="Numéro, démarche ou nom" valeur={d.cherche} max={100} />
          </Filtres>
        </>
      ) : null}
      {d.total === 0 ? (
        <Vide titre="Aucune demande pour l’instant" action={<Bouton href="/demarches">Choisir une démarche</Bouton>}>
          Vos demandes et vos brouillons se retrouvent ici.
        </Vide>
      ) : d.dossiers.length === 0 ? (
        <p>Rien ne correspond. Essayez un seul mot, ou un morceau du numéro.</p>
      ) : (
        <ul class="simple pile">
          {d.dossiers.map((dossier) => (
            <li key={dossier.id} class="panneau">
              <Carte dossier={dossier} vue={vue} />
            </li>
          ))}
        </ul>
      )}
    </Gabarit>
  ),
})

function Carte({ dossier, vue }: { dossier: Dossier & { titre: string; messages: number }; vue: Vue }) {
  return (
    <>
      <p class="rang">
        <Etiquette ton={ETATS[dossier.etat].ton}>{ETATS[dossier.etat].citoyen}</Etiquette>
        <span class="code">{dossier.numero}</span>
        {dossier.mandantTelephone ? <Etiquette ton="info">Par un mandataire</Etiquette> : null}
        {dossier.messages > 0 ? <Etiquette ton="pause">{dossier.messages === 1 ? 'Un message attend' : `${dossier.messages} messages attendent`}</Etiquette> : null}
      </p>
      <h2>
        <a href={dossier.etat === 'brouillon' ? `/brouillons/${dossier.id}` : `/suivi/${dossier.id}`}>{dossier.titre}</a>
      </h2>
      <p class="discret">{dossier.deposeLe ? `Déposé le ${dateSimple(dossier.deposeLe)}, ${dossier.bureau}` : `Brouillon modifié ${momentRelatif(dossier.modifieLe, vue.maintenant)}`}</p>
      {dossier.etat === 'delivre' && dossier.documentId ? (
        <p>
          <a href={`/dossiers/${dossier.id}/document.pdf`}>
            Télécharger le document<span class="sr"> {dossier.numero}</span>
          </a>
        </p>
      ) : null}
    </>
  )
}
