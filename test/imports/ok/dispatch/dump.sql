--
-- PostgreSQL database dump
--

SET client_encoding = 'UTF8';

CREATE SCHEMA dispatch_organization_lantern;

COPY dispatch_organization_lantern.conversation (resource_type, resource_id, weblink, id, channel_id, incident_id) FROM stdin;
slack-conversation	lantern-shop-1	https://lantern.slack.example/C01SHOP	1	C01SHOP	1
\.

COPY dispatch_organization_lantern.document (resource_type, resource_id, weblink, id, name, incident_id) FROM stdin;
dispatch-incident-document	doc1	https://docs.lantern.example/doc1	1	Incident document	1
\.

COPY dispatch_organization_lantern.event (id, uuid, started_at, ended_at, source, description, details, individual_id, incident_id, type, owner, pinned) FROM stdin;
1	00000000-0000-4000-8000-000000000001	2026-05-04 08:00:00.1	2026-05-04 08:00:00.1	Incident Participant	Incident created	null	\N	1	\N	\N	f
2	00000000-0000-4000-8000-000000000002	2026-05-04 08:00:01	2026-05-04 08:00:01	Incident Participant	Inês Prado added to incident with Reporter role	null	\N	1	\N	\N	f
3	00000000-0000-4000-8000-000000000003	2026-05-04 08:20:00	2026-05-04 08:20:00	Incident Participant	Inês Prado changed the incident severity to SEV2	null	1	1	Field updated	Inês Prado	f
4	00000000-0000-4000-8000-000000000004	2026-05-04 08:25:00	2026-05-04 08:25:00	Incident Participant	Tom Okafor changed the incident severity to SEV1	null	2	1	Field updated	Tom Okafor	f
5	00000000-0000-4000-8000-000000000005	2026-05-04 08:30:00	2026-05-04 08:30:00	Incident Participant	Tom Okafor created a new tactical report	null	2	1	\N	\N	f
6	00000000-0000-4000-8000-000000000006	2026-05-04 08:31:00	2026-05-04 08:31:00	Incident Participant	The incident status has been changed from active to stable	null	\N	1	\N	\N	f
7	00000000-0000-4000-8000-000000000007	2026-05-04 08:31:00	2026-05-04 08:31:00	Incident Participant	Tom Okafor marked the incident as stable	null	2	1	Field updated	Tom Okafor	f
8	00000000-0000-4000-8000-000000000008	2026-05-04 08:40:00	2026-05-04 08:40:00	Incident Participant	Inês Prado marked the incident as Active	null	1	1	\N	\N	f
9	00000000-0000-4000-8000-000000000009	2026-05-04 08:12:00	2026-05-04 08:12:00	Incident Participant	Tom Okafor engages oncall service Payments	null	\N	1	\N	\N	f
10	00000000-0000-4000-8000-000000000010	2026-05-04 08:12:01	2026-05-04 08:12:01	Incident Participant	Payments on-call paged	null	\N	1	\N	\N	f
11	00000000-0000-4000-8000-000000000011	2026-05-04 08:15:00	2026-05-04 08:15:00	Incident Participant	"Rolled back, see https://git.lantern.example/c/41," said Lea Novak	null	3	1	Imported message	\N	f
12	00000000-0000-4000-8000-000000000012	2026-05-04 08:50:00	2026-05-04 08:50:00	Incident Participant	Cem Arslan has been removed	null	\N	1	Participant updated	\N	f
13	00000000-0000-4000-8000-000000000013	2026-05-04 09:00:00	2026-05-04 09:00:00	Incident Participant	Tom Okafor marked the incident as stable	null	2	1	\N	\N	f
14	00000000-0000-4000-8000-000000000014	2026-05-04 10:00:00	2026-05-04 10:00:00	Incident Participant	Tom Okafor marked the incident as closed	null	2	1	\N	\N	f
15	00000000-0000-4000-8000-000000000015	2026-05-04 08:45:00	2026-05-04 08:45:00	Incident Participant	Found the slow query.\nIt was the index.	null	3	1	Custom event	Lea Novak	f
16	00000000-0000-4000-8000-000000000016	2026-05-04 08:10:00	2026-05-04 08:10:00	Incident Participant	Inês Prado marked the incident as stable	null	1	2	\N	\N	f
17	00000000-0000-4000-8000-000000000017	2026-05-04 11:00:00	2026-05-04 11:00:00	Incident Participant	Somebody Else created a new executive report	null	\N	3	\N	\N	f
\.

COPY dispatch_organization_lantern.incident (id, name, title, description, status, visibility, reported_at, stable_at, closed_at, incident_priority_id, incident_type_id, duplicate_id, project_id, created_at, updated_at, incident_severity_id) FROM stdin;
1	lantern-shop-1	Checkout\ttimes out	Carts hang	Closed	Open	2026-05-04 08:00:00	2026-05-04 09:00:00.5	2026-05-04 10:00:00	1	1	\N	1	2026-05-04 08:00:00	2026-05-04 10:05:00	1
2	lantern-shop-2	A private matter	Hidden	Stable	Restricted	2026-05-04 08:05:00	2026-05-04 08:10:00	\N	1	1	\N	1	2026-05-04 08:05:00	2026-05-04 08:11:00	1
3	lantern-shop-3	Checkout slow	Same thing	Active	Open	2026-05-04 08:06:00	2026-05-04 08:09:00	\N	1	1	1	1	2026-05-04 08:06:00	2026-05-04 11:00:00	2
4	\N	Tabletop in May	An exercise	Active	Open	2026-05-04 12:00:00	\N	\N	2	2	\N	1	2026-05-04 12:00:00	2026-05-04 12:00:00	3
\.

COPY dispatch_organization_lantern.incident_priority (id, name) FROM stdin;
1	High
2	Low
\.

COPY dispatch_organization_lantern.incident_severity (id, name) FROM stdin;
1	SEV1
2	Undetermined
3	Critical
\.

COPY dispatch_organization_lantern.incident_type (id, name, exclude_from_metrics) FROM stdin;
1	Outage	f
2	Drill	t
\.

COPY dispatch_organization_lantern.individual_contact (is_active, is_external, contact_type, email, id, name, project_id, created_at, updated_at) FROM stdin;
t	f	\N	Ines@Lantern.example	1	Inês Prado	1	2026-05-04 07:00:00	2026-05-04 07:00:00
t	f	\N	tom@lantern.example	2	Tom Okafor	1	2026-05-04 07:00:00	2026-05-04 07:00:00
t	f	\N	lea@lantern.example	3	Lea Novak	1	2026-05-04 07:00:00	2026-05-04 07:00:00
t	t	\N	cem@supplier.example	4	Cem Arslan	1	2026-05-04 07:00:00	2026-05-04 07:00:00
t	f	\N	ines@lantern.example	5	Ines P.	2	2026-05-04 07:00:00	2026-05-04 06:00:00
t	f	\N	\N	6	Night Desk	1	2026-05-04 07:00:00	2026-05-04 07:00:00
\.

COPY dispatch_organization_lantern.participant (id, team, added_by_id, added_reason, service_id, incident_id, individual_contact_id, case_id) FROM stdin;
1	Checkout	\N	\N	\N	1	1	\N
2	Checkout	\N	\N	\N	1	2	\N
3	Payments	\N	\N	7	1	3	\N
4	Unknown	2	knows the gateway	\N	1	4	\N
5	Checkout	\N	\N	\N	2	1	\N
6	Checkout	\N	\N	\N	3	5	\N
7	Unknown	\N	\N	\N	3	6	\N
8	Checkout	\N	\N	\N	\N	2	9
9	Checkout	9	\N	\N	3	2	\N
\.

COPY dispatch_organization_lantern.participant_activity (id, plugin_event_id, started_at, ended_at, participant_id, incident_id, case_id) FROM stdin;
1	1	2026-05-04 08:21:00	2026-05-04 08:35:00	4	1	\N
2	1	2026-05-04 08:44:00	\N	4	1	\N
\.

COPY dispatch_organization_lantern.participant_role (id, assumed_at, renounced_at, role, participant_id, activity) FROM stdin;
1	2026-05-04 08:00:01	\N	Reporter	1	1
2	2026-05-04 08:00:02	2026-05-04 08:05:00	Incident Commander	1	1
3	2026-05-04 08:05:00	\N	Incident Commander	2	1
4	2026-05-04 08:04:00	2026-05-04 08:05:00	Participant	2	1
5	2026-05-04 08:12:00	\N	Participant	3	1
6	2026-05-04 08:20:30	\N	Participant	4	1
7	2026-05-04 08:05:01	\N	Reporter	5	1
8	2026-05-04 08:06:01	\N	Reporter	6	1
9	2026-05-04 08:07:00	\N	Observer	7	1
10	2026-05-04 08:08:00	\N	Observer	8	1
11	2026-05-04 08:09:00	\N	Participant	9	1
12	2026-05-04 08:30:00	\N	Forensics Lead	9	1
13	2026-05-04 08:06:01	2026-05-04 08:07:00	Reporter	7	1
\.

COPY dispatch_organization_lantern.service (id, is_active, name, type) FROM stdin;
7	t	Payments	pagerduty-oncall
\.

COPY dispatch_organization_lantern.task (resource_type, resource_id, weblink, id, resolved_at, resolve_by, creator_id, owner_id, incident_id, description, source, priority, status, created_at, updated_at) FROM stdin;
dispatch-task	\N	\N	1	\N	2026-05-04 20:00:00	1	2	1	Write the timeline	Incident	Low	Open	2026-05-04 09:30:00	2026-05-04 09:30:00
dispatch-task	\N	https://docs.lantern.example/doc1#t2	2	2026-05-08 10:00:00	2026-05-11 09:00:00	2	1	1	Alert on slow carts	Post Incident Review	High	Resolved	2026-05-04 09:40:00	2026-05-08 10:00:00
dispatch-task	\N	\N	3	\N	2026-05-04 20:00:00	5	5	2	Private task	Incident	Low	Open	2026-05-04 09:30:00	2026-05-04 09:30:00
\.

COPY dispatch_organization_lantern.task_assignees (participant_id, task_id) FROM stdin;
3	1
3	2
4	2
\.

COPY dispatch_organization_lantern.ticket (resource_type, resource_id, weblink, id, incident_id, case_id, task_id) FROM stdin;
dispatch-ticket	lantern-shop-1	https://dispatch.lantern.example/lantern/incidents/lantern-shop-1	1	1	\N	\N
jira-issue	SHOP-12	https://jira.lantern.example/browse/SHOP-12	2	3	\N	\N
jira-issue	SHOP-13	https://jira.lantern.example/browse/SHOP-13	3	\N	\N	2
\.

--
-- PostgreSQL database dump complete
--
