import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { dateHeure, pluriel } from '../../../../lib/francais.ts'
import { page, ouvert, permission } from '../../../../kernel/module.ts'
import type { Sujet } from '../../../../kernel/module.ts'
import type { Db } from '../../../../kernel/db/index.ts'
import { Actions, Bande, Bouton, Etiquette, FichierChamp, Formulaire, Gabarit, Panneau, ResumeErreurs, Tableau, Vide } from '../../../../ui/index.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { findCommuneEnvoi, getEnvoi, listEnvois, listLignes } from '../envoi.queries.ts'
import type { LigneEnvoi } from '../envoi.queries.ts'

const AU_PLUS = 100
const ETATS = { attente: { mot: 'À l’examen', ton: 'cours' }, recu: { mot: 'Reçu', ton: 'bon' }, refuse: { mot: 'Refusé', ton: 'tard' } } as const

/** The envelopes of a commune, and the form that sends one by hand. */
export const envois = page({
  path: '/legalite/enveloppes',
  may: permission('legalite.transmettre'),
  titre: 'Enveloppes',
  gabarit: 'agent',
  api: true,
  output: z.object({ envois: z.array(z.object({ id: z.string(), commune: z.string(), canal: z.string(), emetteur: z.string(), reference: z.string(), nombre: z.number(), attente: z.number(), refuses: z.number(), recuLe: z.date() })) }),
  load: async (lu) => ({ envois: await listEnvois(lu.db, lu.portee, AU_PLUS), onglets: ongletsDe(lu) }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Enveloppes" genre="agent" ariane={[{ libelle: 'Actes', href: '/legalite/actes' }]}>
      <Bande titre="Enveloppes">
        <span class="discret">Ce que le logiciel de la mairie envoie : une archive ZIP, plusieurs actes à la fois.</span>
      </Bande>
      <Onglets ici="/legalite/enveloppes" onglets={d.onglets} />
      <ResumeErreurs vue={vue} ids={{ archive: 'champ-archive' }} />
      <Panneau titre="Déposer une enveloppe" id="deposer" fin={<a href="/legalite/schema/acte-1.0.xsd">Schéma XML</a>}>
        <Formulaire vue={vue} action="/legalite/enveloppes" libelle="Déposer une enveloppe" multipart>
          <FichierChamp vue={vue} nom="archive" libelle="Archive ZIP" aide="enveloppe.xml ou enveloppe.json, et les PDF qu’elle nomme. 100 Mo au plus." />
          <Actions>
            <Bouton>Déposer l’enveloppe</Bouton>
          </Actions>
        </Formulaire>
      </Panneau>
      <Tableau
        vue={vue}
        legende="Enveloppes reçues, de la plus récente à la plus ancienne"
        fiche
        lignes={d.envois}
        cle={(e) => e.id}
        colonnes={[
          { titre: 'Référence', entete: true, cellule: (e) => <a href={`/legalite/enveloppes/${e.id}`}>{e.reference}</a> },
          { titre: 'Logiciel', place: 'fort', cellule: (e) => e.emetteur },
          { titre: 'Reçue', cellule: (e) => dateHeure(e.recuLe) },
          { titre: 'Actes', nombre: true, cellule: (e) => e.nombre },
          { titre: 'État', place: 'etat', cellule: (e) => <Etiquette ton={e.attente > 0 ? 'cours' : e.refuses > 0 ? 'tard' : 'bon'}>{e.attente > 0 ? `${e.attente} à l’examen` : e.refuses > 0 ? pluriel(e.refuses, 'refusé') : 'Tous reçus'}</Etiquette> },
        ]}
        vide={<Vide titre="Aucune enveloppe">Les envois du logiciel de la mairie arrivent ici, avec ce qu’est devenu chaque acte.</Vide>}
      />
    </Gabarit>
  ),
})

const parEnvoi = z.object({ id: z.uuid() })
const sujetEnvoi = async ({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> => {
  const territoire = await findCommuneEnvoi(db, params.id)
  return territoire === undefined ? undefined : { territoire }
}

/** One envelope: what became of each act, in its order, with codes and sentences. */
export const envoi = page({
  path: '/legalite/enveloppes/:id',
  may: permission('legalite.transmettre'),
  titre: 'Enveloppe',
  gabarit: 'agent',
  params: parEnvoi,
  sujet: sujetEnvoi,
  api: true,
  output: z.object({
    envoi: z.object({ id: z.string(), commune: z.string(), canal: z.string(), emetteur: z.string(), reference: z.string(), nombre: z.number(), recuLe: z.date() }),
    fini: z.boolean(),
    actes: z.array(z.object({ rang: z.number(), numero: z.string(), objet: z.string(), etat: z.string(), acteId: z.string().nullable(), arNumero: z.string().nullable(), anomalies: z.array(z.object({ code: z.string(), phrase: z.string(), bloque: z.boolean() })) })),
  }),
  load: async (lu) => {
    const lue = await getEnvoi(lu.db, lu.params.id, lu.portee)
    const actes = await listLignes(lu.db, lue.id)
    return { envoi: lue, actes, fini: actes.every((a) => a.etat !== 'attente') }
  },
  consulte: (d) => `envoi:${d.envoi.id}`,
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`Enveloppe ${d.envoi.reference}`} genre="agent" ariane={[{ libelle: 'Enveloppes', href: '/legalite/enveloppes' }]}>
      <Bande titre={`Enveloppe ${d.envoi.reference}`}>
        <Etiquette ton={d.fini ? 'fait' : 'cours'}>{d.fini ? 'Examinée' : 'À l’examen'}</Etiquette>
        <span class="discret">
          {d.envoi.emetteur}, {dateHeure(d.envoi.recuLe)}, {pluriel(d.envoi.nombre, 'acte')}
        </span>
      </Bande>
      {d.fini ? null : (
        <p>
          Chaque acte est examiné à son tour. <a href={`/legalite/enveloppes/${d.envoi.id}`}>Actualiser</a>
        </p>
      )}
      <Tableau
        vue={vue}
        legende="Les actes de cette enveloppe"
        fiche
        lignes={d.actes}
        cle={(a) => String(a.rang)}
        colonnes={[
          { titre: 'Acte', entete: true, cellule: (a) => (a.acteId ? <a class="code" href={`/legalite/actes/${a.acteId}`}>{a.numero}</a> : <span class="code">{a.numero}</span>) },
          { titre: 'Objet', place: 'fort', cellule: (a) => a.objet },
          { titre: 'État', place: 'etat', cellule: (a) => <Etiquette ton={ETATS[a.etat].ton}>{ETATS[a.etat].mot}</Etiquette> },
          { titre: 'Accusé, ou ce qu’il faut corriger', cellule: (a) => <Verdict a={a} /> },
        ]}
        vide={<p>Cette enveloppe est vide.</p>}
      />
    </Gabarit>
  ),
})

function Verdict({ a }: { a: LigneEnvoi }) {
  return (
    <>
      {a.arNumero ? <span class="code">{a.arNumero}</span> : null}
      {a.anomalies.map((x) => (
        <span key={x.code} class="sous-l petit">
          {x.phrase} <span class="code discret">{x.code}</span>
        </span>
      ))}
    </>
  )
}

const XSD = join(import.meta.dirname, '../../../../../content/legalite/acte-1.0.xsd')

/** The schema of an XML envelope, as it is validated here. */
export const schemaXml = page({
  path: '/legalite/schema/acte-1.0.xsd',
  may: ouvert,
  titre: 'Schéma XML d’une enveloppe',
  load: async () => ({}),
  corps: () => ({ type: 'application/xml; charset=utf-8', corps: readFileSync(XSD), nom: 'acte-1.0.xsd' }),
})
