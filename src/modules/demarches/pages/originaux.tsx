import { dateSimple } from '../../../lib/francais.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { findDocumentParCode } from '../../../kernel/documents/queries.ts'
import { certificatDe, dossierDe } from '../../../kernel/formulaires/index.ts'
import type { Reponses } from '../../../kernel/formulaires/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { Etiquette, Panneau, Recap } from '../../../ui/index.ts'
import type { Demarche } from '../definition.ts'
import { lireObjetDossier } from '../dossier.ts'
import { listNumeros } from '../dossier.queries.ts'

/** A document or a file that the answers name and that was found when they were written, with the file behind it where this agent may read it. */
type Original = { nom: string; dossier?: { id: string; numero: string }; revoqueLe?: Date; expireLe?: Date }

/** What the answers of a file name among what the platform holds. */
export async function listOriginaux(db: Db, demarche: Demarche, reponses: Readonly<Reponses>, portee: Portee): Promise<Original[]> {
  const champs = demarche.formulaire.etapes.flatMap((e) => e.champs)
  const cites = await Promise.all(
    champs.map(async ({ code, type }): Promise<Original | undefined> => {
      const cite = type === 'certificat' ? certificatDe(reponses[code] ?? null) : type === 'dossier' ? dossierDe(reponses[code] ?? null) : undefined
      if (!cite?.verifie) return undefined
      const nom = `${cite.titre}, ${cite.numero}`
      if (type === 'dossier') return { nom, ...((d) => (d ? { dossier: d } : {}))((await listNumeros(db, portee, { numero: cite.numero }))[0]) }
      const emis = await findDocumentParCode(db, cite.numero)
      const id = emis && lireObjetDossier(emis.objet)
      const [dossier] = id ? await listNumeros(db, portee, { ids: [id] }) : []
      return { nom, ...(dossier ? { dossier } : {}), ...(emis?.revocation ? { revoqueLe: emis.revocation.revoqueLe } : {}), ...(emis?.expireLe ? { expireLe: emis.expireLe } : {}) }
    }),
  )
  return cites.filter((c) => c !== undefined)
}

/** For the office: the document or the file named, its state, and its own page, where it may be revoked. */
export function Originaux({ originaux, maintenant }: { originaux: readonly Original[]; maintenant: Date }) {
  if (originaux.length === 0) return null
  return (
    <Panneau titre="Document ou dossier nommé" id="original">
      {originaux.map((o) => (
        <Recap
          key={o.nom}
          serre
          lignes={[
            { titre: 'Trouvé', valeur: o.nom },
            { titre: 'Son dossier', valeur: o.dossier ? <a class="code" href={`/dossiers/${o.dossier.id}`}>{o.dossier.numero}</a> : 'Hors de votre territoire' },
            ...(o.revoqueLe ? [{ titre: 'État', valeur: <Etiquette ton="non">Révoqué le {dateSimple(o.revoqueLe)}</Etiquette> }] : o.expireLe && o.expireLe <= maintenant ? [{ titre: 'État', valeur: `N’est plus valable depuis le ${dateSimple(o.expireLe)}` }] : []),
          ]}
        />
      ))}
      <p class="petit">Comparez le nom avec celui du demandeur. Pour annuler un original, révoquez-le sur la page de son dossier.</p>
    </Panneau>
  )
}
