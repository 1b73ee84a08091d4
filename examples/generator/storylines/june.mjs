/** June 2026. */
export const june = [
  {
    at: '2026-06-02T08:17',
    severity: 2,
    service: 'scan-ingest',
    title: 'Sorter hall in Leipzig cannot see any parcel',
    impact: 'The hall sorted by hand for 55 minutes.',
    factors: ['access list lost the hall network'],
    log: `
      0 page nikos +3
      6 lead nikos
      8 call nikos kenta +5 : The hall's network cannot reach us. Firewall?
      9 call nikos amara +6 : Please follow along and read the refusals.
      16 diag amara @q/leipzig-refused : All refused connections come from the new hall network.
      22 diag kenta @commit : The hall got a new network on Sunday; the list was not extended.
      30 mit kenta @pr : Network added; the sorters connect.
      32 status nikos : Leipzig sees its parcels again.
      38 left amara
      40 status nikos : Backlog of the hall is gone.
      60 resolve nikos
      d2 postmortem nikos
      item kenta process 14 12 from=nikos : Facility teams announce new networks in the change calendar
      item amara detect 14 12 from=nikos : Alert when a hall goes silent for three minutes
      item nikos mitigate 21 19 from=kenta : Sorters keep working on the last plan when offline`,
  },
  {
    at: '2026-06-04T17:52',
    severity: 3,
    service: 'edge',
    title: 'Slow first byte for visitors from South America',
    impact: 'Pages took four seconds longer for three hours.',
    factors: ['traffic routed through a single city'],
    log: `
      0 page daniel +8
      22 diag daniel @d/edge-latency-south : All traffic of the region enters in Miami since 15:00.
      28 call daniel layla +24 : Did the provider announce work?
      70 mit daniel @pr : Prefixes announced in São Paulo again; first byte is at 180 ms.
      82 resolve daniel
      item daniel process 14 9 from=daniel proof=none : Ask the provider how it announces works
      item daniel detect 14 - from=layla : Latency alert by continent
      item layla process 14 13 from=daniel : Subscribe the on-call calendar to the provider's works`,
  },
  {
    at: '2026-06-08T02:21',
    severity: 3,
    service: 'route-planner',
    title: 'Monday plan for Mumbai ignores the monsoon closures',
    impact: '44 vans were planned over flooded roads.',
    factors: ['closure feed in a new format'],
    log: `
      0 page priya +9
      14 diag priya @q/closure-feed : The city publishes closures as areas since Saturday; we read lines.
      26 mit priya @pr : Areas are read as closures; the plan was made again at 02:50.
      29 call priya kenta +11 : Cache still serves the old plan in two depots.
      46 mit kenta @run/purge-plan-cache : Purged; all depots show the new plan.
      60 resolve priya
      item priya detect 14 10 from=kenta ver=kenta : Alert when a closure feed yields no closures`,
  },
  {
    at: '2026-06-10T13:14',
    severity: 3,
    service: 'notify',
    title: 'Push messages for app users doubled by a second worker pool',
    impact: '51,000 users were notified twice.',
    factors: ['old pool left running after the move'],
    log: `
      0 page ines +5
      11 diag ines @d/notify-workers : Two pools read the same queue group under different names.
      15 call ines oksana +8 : May I stop the old pool, or does it still send e-mail?
      18 call ines soren +20 : How did your messages look to a customer?
      29 diag oksana @commit : It sends nothing else since May. Safe to stop.
      33 mit ines @run/stop-worker-pool : Old pool stopped; no duplicates since 13:46.
      42 diag soren @q/push-receipts : Every doubled push has the same text, so a short apology is enough.
      48 resolve ines
      item oksana prevent 14 11 from=ines : Delete the old pool's definition
      item ines process 14 12 from=oksana : Checklist for moving a worker pool`,
  },
  {
    at: '2026-06-12T09:33',
    severity: 2,
    service: 'postgres-core',
    title: 'Read replica serves yesterday after a network cut',
    impact: 'Tracking showed the state of the day before for 28 minutes.',
    factors: ['replica accepted while stale'],
    log: `
      0 page layla +3
      5 lead layla
      8 call layla soren +5 : Please switch tracking to the other replica.
      9 call layla daniel : Early for you. Could you watch the network side?
      18 diag soren @d/postgres-core-replication : Replica 2 stopped at 23:58; the balancer still uses it.
      22 mit soren @pr : Replica 2 is out of the pool; tracking is current.
      25 status layla : Tracking is current again.
      40 mit layla @run/rebuild-replica : Replica rebuilt and five seconds behind.
      55 resolve layla
      d2 postmortem layla
      item layla detect 14 12 from=soren ver=soren : Leave a replica out of the pool when it is more than a minute behind`,
  },
  {
    at: '2026-06-15T01:08',
    severity: 3,
    service: 'webhooks',
    title: 'Webhook calls carry an empty body after the runtime upgrade',
    impact: '3,900 calls had no content.',
    factors: ['stream read twice'],
    log: `
      0 page siyuan +4
      10 diag siyuan @trace/empty-body : The signature step reads the stream, and the sender finds it empty.
      16 rollback siyuan : Runtime upgrade of the webhook workers reverted
      20 call siyuan soren : Are you around? I need to know which merchants want a resend.
      48 note siyuan : Resent all 3,900 calls from the log.
      55 resolve siyuan
      item siyuan prevent 14 12 from=soren : Read the body once, as bytes, before signing`,
  },
  {
    at: '2026-06-16T10:40',
    severity: 4,
    service: 'eta',
    title: 'Arrival times rounded to the full hour',
    pager: false,
    impact: 'Cosmetic, on tracking pages only.',
    factors: ['rounding for a label reused'],
    log: `
      0 declare meabh
      5 join meabh
      15 diag meabh @commit : The rounding of the printed label was moved into the shared function.
      18 join lukasz
      27 diag lukasz @d/arrival-times : Only the shown text is rounded; the stored times are exact.
      50 fix meabh root-cause ok=lukasz : Round on the label only
      62 resolve meabh`,
  },
  {
    at: '2026-06-17T12:22',
    severity: 5,
    service: 'deploy',
    title: 'Build agent out of disk',
    pager: 'only',
    log: `
      0 page kenta
      6 botresolve`,
  },
  {
    at: '2026-06-18T19:25',
    severity: 3,
    service: 'tracking-api',
    title: 'Tracking numbers of a new carrier taken for our own',
    impact: '700 look-ups led to the wrong parcel.',
    factors: ['number ranges overlap'],
    log: `
      0 page amara +8
      13 diag amara @q/overlapping-ranges : The carrier's range starts inside ours since June.
      18 call amara nikos +10 : Is there a rule which carrier wins?
      36 mit nikos @pr : The longer prefix wins; wrong look-ups stopped.
      55 resolve amara
      item amara process 10 8 from=nikos : Register of number ranges, checked before a carrier goes live
      item nikos prevent 10 9 from=amara : Refuse overlapping ranges at start`,
  },
  {
    at: '2026-06-20T04:02',
    severity: 3,
    service: 'event-bus',
    title: 'Schema registry answers after eleven seconds',
    impact: 'Deployments of all producers waited.',
    factors: ['registry log never compacted'],
    log: `
      0 page daniel
      20 escalate layla +6
      34 diag layla @d/schema-registry : The registry replays nine million records at each start.
      46 mit layla @run/compact-registry : Compacted the log; start takes four seconds.
      60 resolve layla
      item layla prevent 10 8 from=kenta : Compact the registry log every night`,
  },
  {
    at: '2026-06-22T15:17',
    severity: 3,
    service: 'courier-app',
    title: 'Dark mode hides the refusal reason',
    impact: '260 refused parcels came back without a reason.',
    factors: ['white text on white'],
    log: `
      0 page lukasz +13
      17 diag lukasz @commit : The refusal screen sets its own background and inherits the text colour.
      20 mit lukasz @pr : Refusal screen uses the theme's colours; reasons arrive again.
      24 call lukasz meabh +13 : Can you check the other screens in dark mode?
      52 diag meabh @doc/dark-mode-review : Two more screens found and listed; neither loses data.
      66 resolve lukasz
      item lukasz detect 7 6 from=meabh : Screenshot test of all courier screens in both modes`,
  },
  {
    at: '2026-06-24T11:56',
    severity: 3,
    service: 'search',
    title: 'Search index one day old after a silent import stop',
    impact: 'New parcels could not be found by reference.',
    factors: ['import ended without an error'],
    log: `
      0 page oksana +7
      16 diag oksana @d/search-import-age : The import ended at midnight with exit code 0 and no rows.
      20 call oksana siyuan +9 : Can we import the day in one go?
      44 mit siyuan @run/import-one-day : Day imported in 18 minutes; index is current.
      60 resolve oksana
      item siyuan detect 6 5 from=oksana : Alert on an index older than an hour
      item oksana prevent 6 5 from=siyuan : An import without rows ends with an error`,
  },
  {
    at: '2026-06-26T21:44',
    severity: 2,
    service: 'identity',
    title: 'Sign-in slow for everyone during the key ceremony',
    impact: 'Signing in took up to twenty seconds for half an hour.',
    factors: ['hardware module at its limit'],
    log: `
      0 page kenta +7
      10 lead kenta
      12 call kenta layla +8 : Can we serve cached keys meanwhile?
      14 call kenta ines +6 : Please tell merchants that sign-in is slow.
      26 mit layla @pr : Keys are cached for five minutes; sign-in takes one second.
      28 customer ines @status/sign-in-slow : Posted the cause in one sentence and the all-clear.
      33 diag ines @q/signin-duration : 99 % of sign-ins are under 1.2 seconds since 22:12.
      44 resolve kenta
      d2 postmortem kenta
      item kenta process 21 - from=layla : Key ceremonies in the low hour, with a rehearsal`,
  },
];
