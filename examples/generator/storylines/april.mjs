/** April 2026. */
export const april = [
  {
    at: '2026-04-01T06:18',
    severity: 3,
    service: 'notify',
    title: 'Customers receive the night digest at six in the morning twice',
    impact: '22,000 customers got the same digest again.',
    factors: ['summer time', 'schedule kept in local time'],
    log: `
      0 page soren +7
      12 diag soren @q/digest-schedule : The schedule fired at both 06:00 of the old and of the new offset.
      17 call soren ines +15 : You own the digest template. May I stop it for today?
      37 mit soren @pr : Digest stopped for today; tomorrow's run is scheduled in UTC.
      44 diag ines @q/digest-recipients : Nobody got it a third time; the list for an apology is ready.
      58 resolve soren
      item ines prevent 14 12 from=soren : Remember the last digest by customer and day
      item soren prevent 14 9 from=ines ver=ines : Keep all schedules in UTC`,
  },
  {
    at: '2026-04-03T22:27',
    severity: 2,
    service: 'scan-ingest',
    title: 'Easter volume fills the scan queue in ninety minutes',
    impact: 'Tracking was up to 50 minutes behind on the evening before Easter.',
    factors: ['volume three times the forecast', 'scaling limit reached'],
    log: `
      0 page siyuan +6
      8 lead siyuan
      10 call siyuan nikos +9 : Consumers are at the maximum. Can you raise it safely?
      12 call siyuan layla +34 : Can the bus take double the consumers? I will try 48 in the meantime.
      30 mit nikos @pr : Maximum is 48 consumers; the lag shrinks.
      33 status siyuan : Lag is 50 minutes and falling, expect normal by 23:40.
      52 diag layla @d/event-bus-brokers : Brokers run at 55 % with 48 consumers; there is room for more.
      58 status siyuan : Lag is 20 minutes.
      76 hand siyuan nikos @doc/handover-0403 : Watch the queue until midnight; the switch to go back is on the page.
      80 resolve siyuan
      d3 postmortem siyuan
      item siyuan process 21 16 from=nikos : Load test on three times the Easter forecast
      item nikos detect 14 12 from=siyuan : Page when the scaling limit is reached, before the queue grows
      item layla process 21 19 from=siyuan : Write down how many consumers the bus can carry`,
  },
  {
    at: '2026-04-07T13:09',
    severity: 3,
    service: 'courier-app',
    title: 'Navigation in the courier app opens in the wrong city',
    impact: 'Couriers typed addresses by hand for 50 minutes.',
    factors: ['latitude and longitude swapped'],
    log: `
      0 page priya +4
      11 diag priya @commit : The new map library wants longitude first; we pass latitude.
      14 call priya lukasz +12 : Can you stop the release at 20 %?
      29 rollback lukasz : Release 8.14 stopped and withdrawn from the stores
      48 fix priya root-cause ok=lukasz : Named coordinates in place of pairs
      52 resolve priya
      item priya prevent 14 13 from=lukasz : Type for coordinates that cannot be swapped
      item lukasz process 21 17 from=priya : Drive one real stop before a release leaves 5 %`,
  },
  {
    at: '2026-04-09T01:47',
    severity: 2,
    service: 'postgres-core',
    title: 'Primary database at its connection limit during the backup window',
    impact: 'Label creation refused one request in nine for 32 minutes.',
    factors: ['backup opens a connection for each table'],
    log: `
      0 page kenta +3
      5 lead kenta
      9 call kenta oksana : Label writers hold most connections. Can they wait?
      11 call kenta siyuan +6 : Or you, if Oksana is asleep?
      23 diag siyuan @d/postgres-core-connections : Label writers open ten each; two are enough.
      29 mit kenta @run/pause-backup : Paused the backup; connections are at 70 %.
      32 status kenta : Labels are created again.
      44 mit siyuan @pr : Label writers use two connections each.
      60 resolve kenta
      d2 postmortem kenta
      item kenta prevent 21 18 from=siyuan ver=layla : Backup with four connections at most
      item siyuan prevent 14 11 from=kenta : Connection budget for each service in its manifest`,
  },
  {
    at: '2026-04-13T15:28',
    severity: 3,
    service: 'search',
    title: 'Merchant search shows parcels of a sister company',
    impact: 'One merchant saw 31 parcels of another with the same owner.',
    factors: ['filter on the owner and not on the account'],
    log: `
      0 page oksana +6
      10 sev oksana 3 2 appr=ines
      12 call oksana ines +4 : Possible privacy matter. Please join and keep the record.
      18 diag oksana @commit : The filter uses the owner's id since the March merge.
      24 mit oksana @pr : Search by account again; shared results are gone.
      28 customer ines @status/merchant-search : Both merchants informed, with the list of what was shown.
      36 diag ines @q/cross-account-results : No other pair of accounts is concerned.
      50 resolve oksana
      d1 cause oksana : Accounts and owners share one column name in the index.
      d8 fix oksana preventive ver=ines : Different names and types for account and owner
      item oksana prevent 14 10 from=ines ver=ines : Test that no search crosses accounts
      item ines process 14 17 from=oksana : Data protection record of the search incident`,
  },
  {
    at: '2026-04-15T08:54',
    severity: 4,
    service: 'locker-gateway',
    title: 'Locker maintenance messages sent to customers',
    pager: 'only',
    log: `
      0 page lukasz +12
      31 note lukasz : The maintenance list shared a template with the pick-up message. Template split, list emptied.
      47 resolve lukasz`,
  },
  {
    at: '2026-04-17T19:36',
    severity: 3,
    service: 'eta',
    title: 'Promised windows drift by twenty minutes in the evening',
    impact: '5,400 deliveries came after the promised window.',
    factors: ['traffic feed stopped updating'],
    log: `
      0 page priya
      20 escalate lukasz +8
      38 diag lukasz @d/traffic-feed-age : The feed has not changed since 16:02 and nobody noticed.
      42 call lukasz daniel +33 : The feed comes through your proxy. Anything on your side?
      86 diag daniel @q/proxy-traffic-feed : The provider moved the address; our proxy cached the answer.
      95 mit daniel @pr : Proxy follows the new address; windows are right again.
      110 resolve lukasz
      item priya detect 14 12 from=lukasz : Alert on a traffic feed older than fifteen minutes
      item daniel prevent 21 28 from=lukasz : Do not cache redirects in the outgoing proxy`,
  },
  {
    at: '2026-04-20T10:12',
    severity: 3,
    service: 'tracking-api',
    title: 'Status "in customs" shown for parcels inside the Union',
    impact: '17,000 parcels showed the wrong status for an hour.',
    factors: ['country list lost three entries'],
    log: `
      0 page nikos +4
      9 diag nikos @commit : Three countries fell off the list when it moved to the shared library.
      13 call nikos soren : Do you have the list from before the move?
      34 fix nikos root-cause : Country list restored and covered by a test
      52 resolve nikos
      item soren prevent 14 11 from=nikos : One source for the list of countries`,
  },
  {
    at: '2026-04-23T23:40',
    severity: 3,
    service: 'webhooks',
    title: 'Webhook dead-letter queue fills up after a merchant closed shop',
    impact: 'Retries for one address slowed calls to all others.',
    factors: ['no limit of retries by address'],
    log: `
      0 page ines +13
      21 diag ines @d/webhook-retries : One address takes 70 % of the retry budget; its domain is gone.
      25 mit ines @pr : Address paused; the other merchants are back to normal.
      28 call ines siyuan +17 : Morning for you. Would you drain what is left in the queue?
      60 mit siyuan @run/drain-dead-letters : Drained 96,000 calls in batches, no merchant above its limit.
      77 resolve ines
      item siyuan prevent 14 13 from=ines : Pause an address after 500 refused calls
      item ines detect 14 8 from=siyuan : Chart the retry budget by address`,
  },
  {
    at: '2026-04-24T15:06',
    severity: 4,
    service: 'edge',
    title: 'Outside probes take the staging site for production',
    impact: 'Four hours of the availability chart are wrong. Nobody was affected.',
    factors: ['probe address typed by hand'],
    log: `
      0 page daniel +19
      31 diag daniel @commit : The probe list of Tuesday has the staging address for Doha.
      42 mit daniel @pr : Address corrected; the chart carries a remark for the four hours.
      50 resolve daniel
      item daniel prevent 14 12 from=layla : Read probe addresses from the service register`,
  },
  {
    at: '2026-04-27T14:20',
    severity: 3,
    service: 'identity',
    title: 'Single sign-on loops for merchants with two accounts',
    impact: '64 merchants could not sign in.',
    factors: ['cookie of one account overwrites the other'],
    log: `
      0 page layla
      20 escalate kenta +6
      31 diag kenta @q/sso-loops : The session cookie has one name for both accounts.
      36 call kenta priya +22 : You use two accounts for tests. Can you see it?
      62 diag priya @trace/sso-two-accounts : Seen, with a trace: the second account wins after the redirect.
      74 fix kenta root-cause ok=priya : One session cookie for each account
      90 resolve kenta
      item kenta prevent 14 10 from=priya : End-to-end test with two accounts in one browser
      item layla detect 14 12 from=kenta : Alert on sign-ins with more than three redirects`,
  },
];
