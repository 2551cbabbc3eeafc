import { Refus } from '../../lib/erreurs.ts'
import { dateSimple } from '../../lib/francais.ts'
import { findDocumentParCode, insertCles, insertRevocation, listDocumentsParCodes } from '../../kernel/documents/queries.ts'
import { tournerCle } from '../../kernel/documents/cles.ts'
import type { GenreAccord } from '../../kernel/identite/accord.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { findPoste, insertAffectation } from '../../kernel/identite/affectation.queries.ts'
import { findAgent, removeTotp } from '../../kernel/identite/agent.queries.ts'
import { closeOtherSessions } from '../../kernel/identite/session.queries.ts'

const texte = (valeur: unknown) => (typeof valeur === 'string' ? valeur : '')

/** What the administration contributes to the things that need two persons. */
export const accords: Readonly<Record<string, GenreAccord>> = {
  'poste-signataire': {
    libelle: 'Donner un poste qui engage l’institution',
    executer: async (tx, d, { demandePar, accordePar, maintenant }) => {
      const poste = await findPoste(tx, texte(d.posteId))
      const agent = await findAgent(tx, texte(d.agentId))
      if (!poste || poste.fermeLe) throw new Refus('Ce poste a été fermé depuis la demande')
      if (!agent || agent.fermeLe) throw new Refus('Le compte de cet agent a été fermé depuis la demande')
      const nature = d.nature === 'interim' ? 'interim' : 'titulaire'
      await insertAffectation(tx, { posteId: poste.id, agentId: agent.id, nature, du: texte(d.du), au: d.au === null ? null : texte(d.au), acte: texte(d.acte), decideePar: `${demandePar} ${accordePar}`, maintenant })
      return { objet: `poste:${poste.id}`, territoire: poste.territoire, detail: { nature, du: texte(d.du) } }
    },
  },
  'second-facteur': {
    libelle: 'Retirer le second facteur de quelqu’un d’autre',
    executer: async (tx, d, { accordePar, maintenant }) => {
      const agent = await findAgent(tx, texte(d.agentId))
      if (!agent || agent.fermeLe) throw new Refus('Le compte de cet agent a été fermé depuis la demande')
      if (accordePar === `agent:${agent.id}`) throw new Refus('Une autre personne doit accorder le retrait de votre second facteur')
      await removeTotp(tx, agent.id, true)
      await closeOtherSessions(tx, agent.id, undefined, maintenant)
      return { objet: `agent:${agent.id}`, territoire: agent.rattachement }
    },
  },
  'cle-sceau': {
    libelle: 'Renouveler une clé de signature',
    executer: async (tx, d, { maison, maintenant }) => {
      const role = d.role === 'pdf' ? 'pdf' : 'sceau'
      // The key file is written first: a key that no document names yet does no harm if this transaction fails.
      const trousseau = await tournerCle(maison.atelier.trousseau, role, maintenant)
      maison.atelier.trousseau = trousseau
      await insertCles(tx, trousseau)
      return { objet: `cle:${role}`, detail: { role } }
    },
  },
  'revocation-masse': {
    libelle: 'Révoquer plusieurs documents',
    detailler: async (db, d) => {
      const codes = Array.isArray(d.codes) ? d.codes : []
      const connus = new Map((await listDocumentsParCodes(db, codes)).map((document) => [document.codeCourt, document]))
      return codes.map((code) => ({ code, document: connus.get(code) })).map(({ code, document }) => ({ titre: document?.numero ?? code, valeur: document ? `${document.titre}, ${document.champs.autorite ?? ''}, délivré le ${dateSimple(document.emisLe)}${document.revocation ? ', déjà révoqué' : ''}` : 'Document inconnu' }))
    },
    executer: async (tx, d, { maison, demandePar, maintenant }) => {
      const codes = Array.isArray(d.codes) ? d.codes : []
      const motif = texte(d.motif)
      const jobs: JobDemande[] = []
      let faits = 0
      for (const code of codes) {
        const document = await findDocumentParCode(tx, code)
        if (!document || document.revocation) continue
        await insertRevocation(tx, { documentId: document.id, motif, par: demandePar, maintenant })
        for (const { surRevocation } of maison.contributions) jobs.push(...((await surRevocation?.(tx, document.objet, { motif, par: demandePar, parNom: 'Ministère, à deux personnes', maintenant })) ?? []))
        faits++
      }
      if (faits === 0) throw new Refus('Tous ces documents sont déjà révoqués')
      return { objet: 'documents', detail: { revoques: faits }, jobs }
    },
  },
}
