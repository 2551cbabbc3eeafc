import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { photo } from '../../../../tests/demande.ts'
import { champsActe, gesteActe, idActe } from '../../../../tests/legalite.ts'
import { creerAgent, jusqua } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'

let essai: Essai
let dossier: string
let agent: AgentEssai
let maire: AgentEssai
let zou: AgentEssai
beforeAll(async () => {
  // A reading machine that always reads the same words: only the world outside is played.
  dossier = mkdtempSync(join(tmpdir(), 'iroko-ocr-'))
  const faux = join(dossier, 'tesseract')
  writeFileSync(faux, '#!/bin/sh\ncase "$1" in --version) echo "tesseract 5.3.0";; --list-langs) printf "List of available languages (2):\\nfra\\nosd\\n";; *) cat > /dev/null; echo "Interdiction de la transhumance nocturne à Zakpota";; esac\n', { mode: 0o755 })
  process.env.IROKO_TESSERACT = faux
  essai = await ouvrirEssai()
  agent = await creerAgent(essai, 'agent_actes', '1203')
  maire = await creerAgent(essai, 'maire', '1203')
  zou = await creerAgent(essai, 'controleur_legalite', '12')
})
afterAll(() => {
  delete process.env.IROKO_TESSERACT
  rmSync(dossier, { recursive: true, force: true })
  return essai.ranger()
})

/** A page that is a picture, with no word in it. */
async function scan(): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  const image = await doc.embedJpg(await photo(300))
  doc.addPage([300, 400]).drawImage(image, { x: 0, y: 0, width: 300, height: 400 })
  return doc.save()
}

describe('un acte numérisé', () => {
  it('part avec un avertissement, puis une machine le lit : il se trouve par ses mots', async () => {
    const id = idActe(await agent.client.envoyer('/legalite/actes/nouveau', champsActe(maire), { fichiers: { principal: { nom: 'scan.pdf', type: 'application/pdf', octets: await scan() } } }))
    expect((await agent.client.get(`/legalite/actes/${id}`)).texte).toContain('A06')
    await gesteActe(agent, id, 'signe-sur-papier')
    expect((await gesteActe(agent, id, 'transmettre')).statut).toBe(303)
    await jusqua(async () => (await sql<{ lecture: string }>`select lecture from legalite.piece where acte_id = ${id}`.execute(essai.maison.base.lire)).rows[0]?.lecture === 'ocr')
    expect((await zou.client.get('/legalite/recherche?q=transhumance')).texte).toContain('<mark>transhumance</mark>')
    expect((await zou.client.get(`/legalite/actes/${id}`)).texte).toContain('texte lu par une machine')
  })
})
