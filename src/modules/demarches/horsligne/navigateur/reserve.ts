/** What a counter keeps on its device (IndexedDB), all of it ciphered but whose it is. */
import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import type { FichierJoint } from '../../../../kernel/formulaires/index.ts'
import type { Trousse } from '../forme.ts'
import { chiffrer, chiffrerObjet, dechiffrer, dechiffrerObjet } from './coffre.ts'
import type { Chiffre, CoffreGarde } from './coffre.ts'
import type { Demande } from './demande.ts'

interface Schema extends DBSchema {
  coffres: { key: string; value: CoffreGarde }
  trousses: { key: string; value: { agent: string; contenu: Chiffre } }
  demandes: { key: string; value: { id: string; agent: string; contenu: Chiffre }; indexes: { agent: string } }
  papiers: { key: string; value: { reference: string; demande: string; agent: string; contenu: Chiffre; type: string }; indexes: { demande: string; agent: string } }
}
export type Base = IDBPDatabase<Schema>

export const ouvrirBase = (): Promise<Base> =>
  openDB<Schema>('iroko-guichet', 1, {
    upgrade(base) {
      base.createObjectStore('coffres', { keyPath: 'agent' })
      base.createObjectStore('trousses', { keyPath: 'agent' })
      base.createObjectStore('demandes', { keyPath: 'id' }).createIndex('agent', 'agent')
      const papiers = base.createObjectStore('papiers', { keyPath: 'reference' })
      papiers.createIndex('demande', 'demande')
      papiers.createIndex('agent', 'agent')
    },
  })

export const listCoffres = (base: Base): Promise<CoffreGarde[]> => base.getAll('coffres')
export const poserCoffre = (base: Base, garde: CoffreGarde): Promise<string> => base.put('coffres', garde)

/** A safe and all it holds, gone. */
export async function effacerCoffre(base: Base, agent: string): Promise<void> {
  const tx = base.transaction(['coffres', 'trousses', 'demandes', 'papiers'], 'readwrite')
  await Promise.all([tx.objectStore('coffres').delete(agent), tx.objectStore('trousses').delete(agent)])
  for (const nom of ['demandes', 'papiers'] as const) for (const cle of await tx.objectStore(nom).index('agent').getAllKeys(agent)) await tx.objectStore(nom).delete(cle)
  await tx.done
}

/** How many requests a safe holds; its passphrase is not needed to count. */
export const compterDemandes = (base: Base, agent: string): Promise<number> => base.countFromIndex('demandes', 'agent', agent)

/** An open safe. */
export type Reserve = ReturnType<typeof ouvrirReserve>

/** What an agent's key opens. Writes are over when the promise is: a machine that stops afterwards loses nothing. */
export function ouvrirReserve(base: Base, agent: string, cle: CryptoKey) {
  const nommer = (genre: string, id: string) => `${genre}:${agent}:${id}`
  return {
    async findTrousse(): Promise<Trousse | undefined> {
      const garde = await base.get('trousses', agent)
      return garde && dechiffrerObjet<Trousse>(cle, garde.contenu, nommer('trousse', ''))
    },
    async poserTrousse(trousse: Trousse): Promise<void> {
      const contenu = await chiffrerObjet(cle, trousse, nommer('trousse', ''))
      await base.put('trousses', { agent, contenu })
    },
    async listDemandes(): Promise<Demande[]> {
      const gardees = await base.getAllFromIndex('demandes', 'agent', agent)
      const lues = await Promise.all(gardees.map(({ id, contenu }) => dechiffrerObjet<Demande>(cle, contenu, nommer('demande', id))))
      return lues.sort((a, b) => b.modifieeLe.localeCompare(a.modifieeLe))
    },
    async poserDemande(demande: Demande): Promise<void> {
      const contenu = await chiffrerObjet(cle, demande, nommer('demande', demande.id))
      const tx = base.transaction('demandes', 'readwrite', { durability: 'strict' })
      await Promise.all([tx.store.put({ id: demande.id, agent, contenu }), tx.done])
    },
    async retirerDemande(id: string): Promise<void> {
      const tx = base.transaction(['demandes', 'papiers'], 'readwrite')
      await tx.objectStore('demandes').delete(id)
      for (const reference of await tx.objectStore('papiers').index('demande').getAllKeys(id)) await tx.objectStore('papiers').delete(reference)
      await tx.done
    },
    async poserPapier(demande: string, fichier: File): Promise<FichierJoint> {
      const reference = crypto.randomUUID()
      const contenu = await chiffrer(cle, await fichier.arrayBuffer(), nommer('papier', reference))
      const tx = base.transaction('papiers', 'readwrite', { durability: 'strict' })
      await Promise.all([tx.store.put({ reference, demande, agent, contenu, type: fichier.type }), tx.done])
      return { reference, nom: fichier.name.slice(-120), taille: fichier.size, type: fichier.type }
    },
    async findPapier(reference: string): Promise<Blob | undefined> {
      const garde = await base.get('papiers', reference)
      return garde && new Blob([await dechiffrer(cle, garde.contenu, nommer('papier', reference))], { type: garde.type })
    },
    /** Papers that no answer names any more, and those of a request that has left. */
    async retirerPapiers(demande: string, gardes: ReadonlySet<string>): Promise<void> {
      const tx = base.transaction('papiers', 'readwrite')
      for (const reference of await tx.store.index('demande').getAllKeys(demande)) if (!gardes.has(reference)) await tx.store.delete(reference)
      await tx.done
    },
  }
}
