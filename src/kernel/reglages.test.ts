import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lireReglages } from './reglages.ts'

const BASE = 'postgresql://iroko@localhost/iroko'
const SECRET = 'Zt7qv0Yb2mWc9XkR4pLs8HnD1fGj6TaE3uVi5oQe'
const production = { IROKO_MODE: 'production', DATABASE_URL: BASE, IROKO_ADRESSE: 'https://iroko.example', IROKO_SECRET: SECRET }
const sans = (nom: keyof typeof production, valeur?: string) => ({ ...production, [nom]: valeur })

describe('les réglages', () => {
  it('sans rien : la démonstration, sur cette machine seulement', () => {
    expect(lireReglages({})).toMatchObject({ mode: 'demonstration', port: 3000, hote: '127.0.0.1', adresse: 'http://localhost:3000', donnees: resolve('donnees'), databaseUrl: undefined, mandataires: 0, prestataires: ['bac-a-sable'] })
  })

  it('une variable vide vaut une variable absente', () => {
    expect(lireReglages({ PORT: '', HOST: '', DATABASE_URL: '', IROKO_ADRESSE: '', IROKO_MANDATAIRES: '' })).toMatchObject({ mode: 'demonstration', port: 3000, hote: '127.0.0.1', databaseUrl: undefined })
  })

  it('avec DATABASE_URL : un vrai serveur, sans démonstration', () => {
    expect(lireReglages({}).demonstrationBreve).toBeUndefined()
    expect(lireReglages({ IROKO_DEMONSTRATION: 'breve' }).demonstrationBreve).toBe(true)
    expect(() => lireReglages({ IROKO_DEMONSTRATION: 'courte' })).toThrow('« entiere » ou « breve »')
    expect(lireReglages({ DATABASE_URL: BASE })).toMatchObject({ mode: 'production', databaseUrl: BASE, prestataires: [] })
  })

  it('le port du médiateur : à côté dans la démonstration, demandé ailleurs, jamais celui du public', () => {
    expect(lireReglages({ PORT: '4000' }).mediateur).toEqual({ port: 4001, hote: '127.0.0.1', exige: false })
    expect(lireReglages({ PORT: '4000', IROKO_MEDIATEUR_PORT: '0' }).mediateur).toBeUndefined()
    expect(lireReglages({ ...production, HOST: '0.0.0.0' }).mediateur).toBeUndefined()
    expect(lireReglages({ ...production, HOST: '0.0.0.0', IROKO_MEDIATEUR_PORT: '4100' }).mediateur).toEqual({ port: 4100, hote: '127.0.0.1', exige: true })
    expect(() => lireReglages({ PORT: '4000', IROKO_MEDIATEUR_PORT: '4000' })).toThrow('n’est pas celui de PORT')
    expect('abonnementsLocaux' in lireReglages({ IROKO_ABONNEMENTS_LOCAUX: '1' })).toBe(false)
  })

  it('une adresse IPv6 s’écrit entre crochets, une barre finale ne compte pas', () => {
    expect(lireReglages({ HOST: '::1', PORT: '8080' }).adresse).toBe('http://[::1]:8080')
    expect(lireReglages(sans('IROKO_ADRESSE', 'https://iroko.example//')).adresse).toBe('https://iroko.example')
  })

  it.each([
    [{ PORT: 'http' }, 'PORT doit être un nombre entier, pas « http »'],
    [{ PORT: '-1' }, 'PORT doit être un nombre entier'],
    [{ PORT: '70000' }, 'PORT va de 1 à 65535'],
    [{ IROKO_MANDATAIRES: 'un' }, 'IROKO_MANDATAIRES doit être un nombre entier'],
    [{ IROKO_ADRESSE: 'iroko.example' }, 'IROKO_ADRESSE doit être une adresse sans chemin'],
    [{ IROKO_ADRESSE: 'https://iroko.example/app' }, 'IROKO_ADRESSE doit être une adresse sans chemin'],
    [{ IROKO_ADRESSE: 'javascript:alert(1)' }, 'IROKO_ADRESSE doit être une adresse'],
    [{ ...production, IROKO_PAIEMENT: 'tresor, bac-a-sable' }, 'En production, IROKO_PAIEMENT ne peut pas nommer le bac à sable'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL doit commencer par postgresql://'],
  ])('%j est refusé', (env, phrase) => {
    expect(() => lireReglages(env)).toThrow(phrase)
  })

  it.each([
    [sans('DATABASE_URL'), 'donnez DATABASE_URL'],
    [sans('IROKO_ADRESSE'), 'donnez IROKO_ADRESSE'],
    [sans('IROKO_ADRESSE', 'http://iroko.example'), 'IROKO_ADRESSE doit commencer par https://'],
    [sans('IROKO_SECRET'), 'donnez IROKO_SECRET'],
    [sans('IROKO_SECRET', 'court'), 'donnez IROKO_SECRET'],
    [sans('IROKO_SECRET', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'donnez IROKO_SECRET'],
    [sans('IROKO_SECRET', '123123123123123123123123123123123123'), 'donnez IROKO_SECRET'],
  ])('la production refuse %j', (env, phrase) => {
    expect(() => lireReglages(env)).toThrow(phrase)
  })

  it('la production complète passe', () => {
    expect(lireReglages(production)).toMatchObject({ mode: 'production', adresse: 'https://iroko.example', secret: SECRET })
  })
})
