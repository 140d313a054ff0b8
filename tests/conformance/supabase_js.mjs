// npm @supabase/supabase-js against the sandbox's central API. The site's line comes in on stdin; one JSON line a
// check goes out: {"check", "ok", "said"}. A check that throws is a failure; there are no others and no skips.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { EventEmitter, on } from 'node:events'
import { readFileSync } from 'node:fs'
import { createClient } from '@supabase/supabase-js'
import WebSocket from 'ws'

const site = JSON.parse(readFileSync(0, 'utf8'))
const DEADLINE_MS = 15_000

function client() {
  return createClient(site.central.url, site.central.publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: WebSocket },
  })
}

const user = role => site.users.find(one => one.role === role)
const pass = kind => site.passes.find(one => one.kind === kind || one.what === kind)

async function signedIn(role) {
  const made = client()
  const { email, password } = user(role)
  const { error } = await made.auth.signInWithPassword({ email, password })
  assert.equal(error, null)
  return made
}

function within(promise, what) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} within ${DEADLINE_MS / 1000} s`)), DEADLINE_MS)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

const newPass = more => ({
  host_uid: user('resident').actor_id,
  record_uid: randomUUID(),
  visitor_name: 'Tía Lucha',
  visitor_type: 'Family',
  validity_end: '2099-01-01T00:00:00Z',
  community_id: site.community_id,
  ...more,
})

const checks = {
  async 'auth: password, user, claims'() {
    const guard = client()
    const { email, password, actor_id } = user('guard')
    const { data, error } = await guard.auth.signInWithPassword({ email, password })
    assert.equal(error, null)
    assert.equal(data.user.id, actor_id)
    assert.ok(data.session.expires_in > 60)
    assert.equal((await guard.auth.getUser()).data.user.email, email)
    const claims = await guard.auth.getClaims()
    assert.equal(claims.error, null)
    assert.equal(claims.data.claims.sub, actor_id)
    assert.equal(claims.data.claims.role, 'authenticated')
  },

  async 'auth: a wrong password by its code'() {
    const { error } = await client().auth.signInWithPassword({ email: user('guard').email, password: 'no' })
    assert.deepEqual([error.code, error.status], ['invalid_credentials', 400])
  },

  async 'auth: refresh rotates; an answer lost on the way is given again'() {
    const guard = await signedIn('guard')
    const first = (await guard.auth.getSession()).data.session
    const second = (await guard.auth.refreshSession()).data.session
    assert.notEqual(second.refresh_token, first.refresh_token)
    const replayed = await guard.auth.refreshSession({ refresh_token: first.refresh_token })
    assert.equal(replayed.error, null)
    assert.equal(replayed.data.session.refresh_token, second.refresh_token)
  },

  async 'auth: sign-out ends the session'() {
    const guard = await signedIn('guard')
    const { refresh_token } = (await guard.auth.getSession()).data.session
    assert.equal((await guard.auth.signOut({ scope: 'local' })).error, null)
    const { error } = await guard.auth.refreshSession({ refresh_token })
    assert.equal(error.code, 'refresh_token_not_found')
  },

  async 'rest: filters, or, order, window, count, embedding'() {
    const guard = await signedIn('guard')
    const { data, count, error } = await guard
      .from('visitor_records_uid')
      .select('id, name:visitor_name, validity_end, property(label), host:profile(full_name)', { count: 'exact' })
      .eq('community_id', site.community_id)
      .gte('validity_end', new Date().toISOString())
      .or('visitor_type.eq.Guest,and(visitor_type.eq.Delivery,entries_allowed.lt.9999)')
      .not('property_id', 'is', null)
      .in('visitor_type', ['Guest', 'Delivery'])
      .order('validity_end', { ascending: false })
      .order('id')
      .range(2, 6)
    assert.equal(error, null)
    assert.equal(data.length, 5)
    assert.ok(count > 7)
    const ends = data.map(row => row.validity_end)
    assert.deepEqual(ends, [...ends].sort().reverse())
    assert.ok(data.every(row => row.property.label && row.host.full_name))
  },

  async 'rest: like, neq, match, limit, head'() {
    const guard = await signedIn('guard')
    const like = await guard.from('visitor_records_uid').select('visitor_name').ilike('visitor_name', 'guat%').limit(3)
    assert.deepEqual([...new Set(like.data.map(row => row.visitor_name))], ['Guatex'])
    const others = await guard.from('visitor_records_uid').select('visitor_type').neq('visitor_type', 'Guest').limit(9)
    assert.ok(others.data.length > 0 && others.data.every(row => row.visitor_type !== 'Guest'))
    const head = await guard.from('visitor_records_uid').select('id', { count: 'exact', head: true })
    assert.ok(head.count > 10 && head.data === null)
    const none = await guard.from('visitor_records_uid').select('id').match({ record_uid: 'none' })
    assert.deepEqual(none.data, [])
  },

  async 'rest: one row, or the documented error'() {
    const guard = await signedIn('guard')
    const code = pass('valid').code
    const one = await guard.from('visitor_records_uid').select('*').eq('record_uid', code).single()
    assert.equal(one.data.record_uid, code)
    const none = await guard.from('visitor_records_uid').select('*').eq('record_uid', 'none').single()
    assert.deepEqual([none.status, none.error.code, none.error.details], [406, 'PGRST116', 'The result contains 0 rows'])
    const maybe = await guard.from('visitor_records_uid').select('*').eq('record_uid', 'none').maybeSingle()
    assert.deepEqual([maybe.data, maybe.error], [null, null])
  },

  async 'rest: errors by their codes'() {
    const guard = await signedIn('guard')
    assert.equal((await guard.from('no_such_table').select()).error.code, 'PGRST205')
    assert.equal((await guard.from('visitor_records_uid').select('no_such_column')).error.code, '42703')
    assert.equal((await guard.from('visitor_records_uid').select().eq('id', 'no uuid')).error.code, '22P02')
    const stranger = client()
    const { data, error } = await stranger.from('visitor_record_logs').select('id')
    assert.ok(error !== null || data.length === 0, 'a stranger reads logs')
  },

  async 'rest: insert, Prefer, upsert, update, delete as a resident'() {
    const resident = await signedIn('resident')
    const table = () => resident.from('visitor_records_uid')
    const row = newPass({ entries_used: -5 })
    const made = await table().insert(row).select().single()
    assert.equal(made.error, null)
    assert.equal(made.status, 201)
    assert.equal(made.data.entries_used, 0)
    assert.equal(made.data.short_code.length, 8)
    const minimal = await table().insert(newPass())
    assert.deepEqual([minimal.status, minimal.data], [201, null])
    const twice = await table().insert(row)
    assert.deepEqual([twice.status, twice.error.code], [409, '23505'])
    const ignored = await table().upsert(row, { onConflict: 'record_uid', ignoreDuplicates: true }).select()
    assert.deepEqual([ignored.error, ignored.data], [null, []])
    const merged = await table().upsert({ ...row, visitor_name: 'Tía' }, { onConflict: 'record_uid' }).select()
    assert.deepEqual([merged.status, merged.data[0].id, merged.data[0].visitor_name], [200, made.data.id, 'Tía'])
    const many = await table().insert([newPass(), newPass({ visitor_name: 'Otra' })]).select('visitor_name')
    assert.deepEqual(many.data.map(one => one.visitor_name), ['Tía Lucha', 'Otra'])
    const cancelled = await table().update({ cancelled_at: '2026-01-01T00:00:00Z' }).eq('id', made.data.id).select()
    assert.ok(cancelled.data[0].cancelled_at.startsWith('2026-01-01'))
    assert.deepEqual((await table().delete().eq('id', made.data.id).select()).data, [])
    const foreign = await table().insert(newPass({ host_uid: user('guard').actor_id }))
    assert.deepEqual([foreign.status, foreign.error.code], [403, '42501'])
  },

  async 'rpc: contract v1, a batch of entries twice, the feed'() {
    const guard = await signedIn('guard')
    const contract = await guard.rpc('contract_v1')
    assert.equal(contract.error, null)
    assert.deepEqual([contract.data.role, contract.data.site_zone], ['guard', 'America/Guatemala'])
    const { data: known } = await guard.rpc('validate_record_v1', {
      p_code: pass('valid').code,
      p_community: site.community_id,
      p_direction: 'in',
      p_scan_id: randomUUID(),
    })
    assert.deepEqual([known.known, known.decision.verdict], [true, 'admit'])
    const sent = {
      p_device_id: site.device_id,
      p_incarnation: 'conformance',
      p_entries: [
        {
          entry_id: randomUUID(),
          kind: 'visit',
          direction: 'in',
          occurred_at: new Date().toISOString(),
          gate_id: 'main',
          actor_id: user('guard').actor_id,
          actor_name: user('guard').name,
          pass_id: known.pass.id,
          record_uid: known.pass.record_uid,
        },
      ],
    }
    for (const status of ['accepted', 'duplicate', 'duplicate']) {
      const answer = await guard.rpc('log_entries_v1', sent)
      assert.equal(answer.error, null)
      assert.deepEqual(answer.data.items.map(one => one.status), [status])
    }
    const page = await guard.rpc('pull_changes_v1', { p_community: site.community_id, p_cursor: null, p_limit: 20 })
    assert.equal(page.error, null)
    assert.ok(page.data.changes.length > 0 && page.data.more === true)
    const unknown = await guard.rpc('log_entries_v9', { p_x: 1 })
    assert.deepEqual([unknown.status, unknown.error.code], [404, 'PGRST202'])
  },

  async 'storage: upload, duplicate, download, signed link, no foreign folder'() {
    const guard = await signedIn('guard')
    const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(randomUUID()), Buffer.from([0xff, 0xd9])])
    const digest = createHash('sha256').update(photo).digest('hex')
    const name = `${site.community_id}/2026/11/${digest}.jpg`
    const bucket = guard.storage.from('entry-photos')
    const up = await bucket.upload(name, photo, { contentType: 'image/jpeg' })
    assert.equal(up.error, null)
    assert.equal(up.data.path, name)
    const again = await bucket.upload(name, photo, { contentType: 'image/jpeg' })
    assert.equal(again.error.statusCode, '409')
    const down = await bucket.download(name)
    assert.deepEqual(Buffer.from(await down.data.arrayBuffer()), photo)
    const { data: link, error } = await bucket.createSignedUrl(name, 60)
    assert.equal(error, null)
    const fetched = await fetch(link.signedUrl)
    assert.deepEqual([fetched.status, fetched.headers.get('content-type')], [200, 'image/jpeg'])
    assert.deepEqual(Buffer.from(await fetched.arrayBuffer()), photo)
    assert.equal((await fetch(link.signedUrl.slice(0, -3))).status, 400)
    const foreign = await bucket.upload(`${randomUUID()}/2026/11/x.jpg`, photo, { contentType: 'image/jpeg' })
    assert.equal(foreign.error.statusCode, '403')
  },

  async 'functions: the first contract, an answer and a refusal'() {
    const guard = await signedIn('guard')
    const ask = code => guard.functions.invoke('validate-qr', { body: { record_uid: code, guard_id: user('guard').actor_id } })
    const good = await ask(pass('family').code)
    assert.equal(good.error, null)
    assert.deepEqual([good.data.access_granted, good.data.entries_remaining], [true, 9999])
    const bad = await ask(pass('expired').code)
    assert.equal(bad.error.name, 'FunctionsHttpError')
    assert.equal((await bad.error.context.json()).access_granted, false)
    const none = await guard.functions.invoke('no-such-function', { body: {} })
    assert.equal(none.error.context.status, 404)
  },

  async 'realtime: subscribed, poked, token renewed, poked again, left'() {
    const guard = await signedIn('guard')
    const resident = await signedIn('resident')
    const heard = new EventEmitter()
    const iterator = on(heard, 'poke')
    const next = async () => (await within(iterator.next(), 'poke')).value[0]
    const { data } = await guard.auth.getSession()
    await guard.realtime.setAuth(data.session.access_token)
    const channel = guard.channel(`gate-${site.community_id}`)
    const filter = `community_id=eq.${site.community_id}`
    const live = within(
      new Promise((resolve, reject) => {
        channel
          .on('postgres_changes', { event: '*', schema: 'public', table: 'visitor_records_uid', filter }, said =>
            heard.emit('poke', said),
          )
          .on('system', {}, said => (said.status === 'ok' ? resolve(said) : reject(new Error(said.message))))
          .subscribe((state, error) => error && reject(error))
      }),
      'subscription',
    )
    await live
    const first = await resident.from('visitor_records_uid').insert(newPass({ visitor_name: 'En vivo' })).select().single()
    const poked = await next()
    assert.deepEqual([poked.eventType, poked.new.id, poked.table], ['INSERT', first.data.id, 'visitor_records_uid'])
    const renewed = await guard.auth.refreshSession()
    await guard.realtime.setAuth(renewed.data.session.access_token)
    await guard.realtime.sendHeartbeat()
    await resident.from('visitor_records_uid').update({ visitor_name: 'Más en vivo' }).eq('id', first.data.id)
    const changed = await next()
    assert.deepEqual([changed.eventType, changed.new.visitor_name], ['UPDATE', 'Más en vivo'])
    const vsn = new URL(guard.realtime.endpointURL()).searchParams.get('vsn')
    assert.equal(await guard.removeChannel(channel), 'ok')
    await guard.realtime.disconnect()
    return `vsn ${vsn}`
  },
}

let failed = 0
for (const [check, run] of Object.entries(checks)) {
  let said = ''
  let ok = true
  try {
    said = (await run()) ?? ''
  } catch (error) {
    ok = false
    failed += 1
    said = `${error.name}: ${error.message}`.slice(0, 400)
  }
  process.stdout.write(`${JSON.stringify({ check, ok, said })}\n`)
}
process.exit(failed ? 1 : 0)
