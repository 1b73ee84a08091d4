--
-- PostgreSQL database dump
--

CREATE SCHEMA dispatch_organization_lantern;

COPY dispatch_organization_lantern.incident (id, name, title, status, visibility, reported_at, stable_at) FROM stdin;
1	lantern-shop-1	Checkout times out	Active	Open	2026-02-30 08:00:00	\N
2	lantern-shop-2	Checkout slow	Active	Open	2026-03-01 08:00:00
3	lantern-shop-3	Carts hang	Active	Open	\N	\N
4	lantern-shop-4	Carts are slow	Active	Open	2026-03-01 08:00:00	\N
\.

--
-- PostgreSQL database dump complete
--
