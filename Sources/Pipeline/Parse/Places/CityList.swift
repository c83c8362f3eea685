/// The list behind `LocationTable`: `name | state | other names`, entries separated by `;`.
///
/// A name that is also a common word begins with `?`. States are given where people write them.
enum CityList {
  static let byCountry: [(String, String)] = [
    (
      "India",
      """
      Mumbai||Bombay;Navi Mumbai||New Bombay;Thane;Pune||Poona;Nagpur;Nashik||Nasik;Aurangabad
      Kolhapur
      Solapur;Amravati;Bengaluru||Bangalore,Banglore,Bangaluru,Bengalore;Mysuru||Mysore
      Mangaluru||Mangalore
      Hubballi||Hubli;Belagavi||Belgaum;Hyderabad||Hyd,Hitech City;Secunderabad;Warangal
      Chennai||Madras;Coimbatore||Kovai;Madurai;Tiruchirappalli||Trichy;?Salem;Tirunelveli;Vellore
      Erode
      Hosur;Tiruppur||Tirupur;Delhi||NCT of Delhi;New Delhi;Delhi NCR||NCR;Gurugram||Gurgaon
      Noida||NOIDA;Greater Noida;Ghaziabad;Faridabad;Sonipat;Panipat;Karnal;Ambala;Hisar;Rohtak
      Kolkata||Calcutta
      Howrah;Durgapur;Siliguri;Asansol;Kharagpur;Salt Lake||Salt Lake Sector V
      Ahmedabad||Amdavad,Ahemdabad
      Gandhinagar;?Surat;Vadodara||Baroda;Rajkot;Bhavnagar;Jamnagar;?Anand;Vapi;Jaipur;Jodhpur
      Udaipur;?Kota
      Ajmer;Bikaner;Lucknow;Kanpur;Varanasi||Banaras,Benares;Agra;Prayagraj||Allahabad;Meerut
      Bareilly
      Aligarh;Gorakhpur;Mathura;Dehradun;Haridwar;Roorkee;Nainital;Chandigarh
      Mohali||SAS Nagar,Sahibzada Ajit Singh Nagar
      Panchkula;Zirakpur;Ludhiana;Amritsar;Jalandhar;Patiala;Bathinda;Shimla;Baddi;Solan;Jammu
      Srinagar
      Bhopal;Indore;Gwalior;Jabalpur;Ujjain;Raipur;Bhilai;Bilaspur;Patna;Gaya;Muzaffarpur;Ranchi
      Jamshedpur
      Dhanbad;Bokaro;Bhubaneswar||Bhubaneshwar;Cuttack;Rourkela;Guwahati;Shillong;Imphal;Agartala
      Visakhapatnam||Vizag,Vishakhapatnam;Vijayawada;Guntur;Tirupati;Nellore;Kakinada;Rajahmundry
      Anantapur
      Kochi||Cochin,Ernakulam;Thiruvananthapuram||Trivandrum;Kozhikode||Calicut;Thrissur||Trichur
      Kollam||Quilon
      Kottayam;Kannur;Palakkad;Malappuram;Infopark;Technopark;Puducherry||Pondicherry;Goa
      Panaji||Panjim
      Margao;Silvassa;Daman;Andheri;Powai;Bandra;Malad;Goregaon;Vashi;Airoli;Whitefield;Koramangala
      Electronic City;Hinjewadi||Hinjawadi;Kharadi;Magarpatta;Gachibowli;Madhapur;Kondapur
      """
    ),
    (
      "United States",
      """
      New York|NY|NYC,New York City,Manhattan;Brooklyn|NY;?Buffalo|NY;?Rochester|NY;Albany|NY
      Los Angeles|CA|LA;San Francisco|CA|SF,San Francisco Bay Area,Bay Area;San Jose|CA;San Diego|CA
      Sacramento|CA;Oakland|CA;Palo Alto|CA;Mountain View|CA;Sunnyvale|CA;Santa Clara|CA
      Menlo Park|CA
      Redwood City|CA;Fremont|CA;Irvine|CA;Cupertino|CA;San Mateo|CA;Santa Monica|CA;Pasadena|CA
      Burbank|CA
      Long Beach|CA;Pleasanton|CA;Foster City|CA;Milpitas|CA;Culver City|CA;Santa Barbara|CA
      Anaheim|CA
      Fresno|CA;Berkeley|CA;Emeryville|CA;San Ramon|CA;El Segundo|CA;Carlsbad|CA;Seattle|WA
      Bellevue|WA
      Redmond|WA;Kirkland|WA;Tacoma|WA;Spokane|WA;Portland|OR;Beaverton|OR;Hillsboro|OR;Boise|ID
      Austin|TX;Dallas|TX;Houston|TX;San Antonio|TX;Fort Worth|TX;Plano|TX;?Irving|TX;Frisco|TX
      Arlington|TX
      El Paso|TX;Richardson|TX;Chicago|IL;Naperville|IL;Schaumburg|IL;?Peoria|IL;Springfield|IL
      Boston|MA
      Cambridge|MA;Waltham|MA;Burlington|MA;Worcester|MA;Lowell|MA;Framingham|MA;Atlanta|GA
      Alpharetta|GA
      Savannah|GA;Denver|CO;?Boulder|CO;Colorado Springs|CO;Phoenix|AZ;Scottsdale|AZ;Tempe|AZ
      Tucson|AZ;?Chandler|AZ
      ?Mesa|AZ;Las Vegas|NV;?Reno|NV;Salt Lake City|UT;?Provo|UT;Lehi|UT;Minneapolis|MN
      Saint Paul|MN|St. Paul
      Milwaukee|WI;?Madison|WI;Detroit|MI;Ann Arbor|MI;Grand Rapids|MI;Dearborn|MI;Columbus|OH
      Cleveland|OH
      Cincinnati|OH;Dayton|OH;Toledo|OH;Akron|OH;Indianapolis|IN;Fort Wayne|IN
      St. Louis|MO|Saint Louis
      Kansas City|MO;Omaha|NE;?Lincoln|NE;Des Moines|IA;Cedar Rapids|IA;Overland Park|KS
      Wichita|KS;Tulsa|OK
      Oklahoma City|OK;Little Rock|AR;Bentonville|AR;New Orleans|LA;Baton Rouge|LA;Nashville|TN
      Memphis|TN
      Knoxville|TN;Chattanooga|TN;Louisville|KY;Lexington|KY;Birmingham|AL;Huntsville|AL;Miami|FL
      Tampa|FL
      Orlando|FL;Jacksonville|FL;Fort Lauderdale|FL;Boca Raton|FL;Tallahassee|FL;Charlotte|NC
      Raleigh|NC
      Durham|NC;?Cary|NC;Greensboro|NC;Winston-Salem|NC;Charleston|SC;Greenville|SC;Richmond|VA
      Reston|VA
      Herndon|VA;McLean|VA;Norfolk|VA;Virginia Beach|VA;Chantilly|VA
      Washington|DC|Washington DC,Washington D.C
      Baltimore|MD;Bethesda|MD;Rockville|MD;Annapolis|MD;Columbia|MD;Philadelphia|PA;Pittsburgh|PA
      ?Reading|PA;Harrisburg|PA;Newark|NJ;Jersey City|NJ;Princeton|NJ;Hoboken|NJ;Edison|NJ
      Trenton|NJ
      Stamford|CT;Hartford|CT;New Haven|CT;Providence|RI;Wilmington|DE;Honolulu|HI;Anchorage|AK
      Albuquerque|NM;Santa Fe|NM;Billings|MT;Fargo|ND;Sioux Falls|SD;?Mobile|AL;?Jackson|MS
      ?Riverside|CA;Torrance|CA;Thousand Oaks|CA;Folsom|CA;?Hayward|CA;?Stockton|CA
      South San Francisco|CA;San Carlos|CA;Walnut Creek|CA;Newport Beach|CA;Costa Mesa|CA
      Bothell|WA;?Everett|WA;Round Rock|TX;McKinney|TX;Sugar Land|TX;The Woodlands|TX;Lubbock|TX
      Corpus Christi|TX;Amarillo|TX;Lewisville|TX;Evanston|IL;Rockford|IL;Oak Brook|IL
      Somerville|MA;Woburn|MA;Marlborough|MA;Sandy Springs|GA;Fort Collins|CO;Broomfield|CO
      Englewood|CO;Gainesville|FL;Sarasota|FL;West Palm Beach|FL;Pensacola|FL;Asheville|NC
      Chapel Hill|NC;Research Triangle Park|NC;Spartanburg|SC;Roanoke|VA;Newport News|VA
      Tysons|VA|Tysons Corner;Ashburn|VA;?Fairfax|VA;Silver Spring|MD;Gaithersburg|MD;Allentown|PA
      Scranton|PA;Syracuse|NY;White Plains|NY;Yonkers|NY;Ithaca|NY;Poughkeepsie|NY;Morristown|NJ
      Iselin|NJ;Piscataway|NJ;Parsippany|NJ;Bridgewater|NJ;Norwalk|CT;Danbury|CT;Nashua|NH
      Topeka|KS;Lenexa|KS;Sioux City|IA;?Davenport|IA;Dubuque|IA;Duluth|MN;Eden Prairie|MN
      Green Bay|WI;Kenosha|WI;?Lansing|MI;Kalamazoo|MI;Evansville|IN;South Bend|IN;Tuscaloosa|AL
      ?Montgomery|AL;Shreveport|LA;?Lafayette|LA;Fayetteville|AR;Murfreesboro|TN;Missoula|MT
      Bozeman|MT;Cheyenne|WY;Bismarck|ND
      """
    ),
    (
      "United Kingdom",
      """
      London;Manchester;Birmingham, UK;Leeds;Glasgow;Edinburgh;Liverpool;Bristol;Sheffield;Cardiff
      Belfast
      Newcastle||Newcastle upon Tyne;Nottingham;Leicester;Oxford;Cambridge, UK;?Reading, UK
      Southampton
      Brighton;?Bath;York;Aberdeen;Milton Keynes;Coventry;Swindon;Guildford;Norwich;Slough
      Stockport;Wakefield;?Newport;Bradford;Huddersfield;?Derby;Stoke-on-Trent||Stoke
      Wolverhampton;Sunderland;Middlesbrough;Plymouth;Exeter;Portsmouth;Bournemouth;Swansea;Dundee
      Inverness;?Stirling;Luton;Watford;Cheltenham;Gloucester;Peterborough;Ipswich;Colchester
      Chelmsford;Basingstoke;?Crawley;Warrington;?Preston;Blackpool;?Bolton;Salford;Oldham
      Rochdale;Wigan;?Hull||Kingston upon Hull;Northampton;Telford;Shrewsbury;Canterbury;Maidstone
      Darlington;Gateshead;Harrogate;Doncaster;Barnsley;Rotherham;Walsall;Solihull;Redditch
      ?Warwick;Leamington Spa;Loughborough;Macclesfield;?Chester;Stevenage;Hemel Hempstead
      St Albans;Farnborough;Woking;Bracknell;Maidenhead;High Wycombe;Aylesbury;?Bedford;Croydon
      Wrexham;Newcastle-under-Lyme
      """
    ),
    (
      "Canada",
      """
      Toronto|ON;Vancouver|BC;Montreal|QC|Montréal;Ottawa|ON;Calgary|AB;Edmonton|AB;Winnipeg|MB
      Mississauga|ON;Waterloo|ON;Kitchener|ON;?Hamilton|ON;Halifax|NS;Quebec City|QC|Québec
      ?Victoria|BC
      Brampton|ON;Markham|ON;Saskatoon|SK;?Regina|SK
      Burnaby|BC;Kelowna|BC;Richmond Hill|ON;Oakville|ON;Guelph|ON;Barrie|ON;?Vaughan|ON;Laval|QC
      Gatineau|QC;Sherbrooke|QC;Fredericton|NB;Moncton|NB
      """
    ),
    (
      "Australia",
      """
      Sydney|NSW;Melbourne|VIC;Brisbane|QLD;?Perth|WA;Adelaide|SA;Canberra|ACT;Hobart|TAS
      Gold Coast|QLD
      ?Darwin|NT;Parramatta|NSW
      Geelong|VIC;Ballarat|VIC;Bendigo|VIC;Wollongong|NSW;Townsville|QLD;Cairns|QLD;Toowoomba|QLD
      Launceston|TAS
      """
    ),
    ("New Zealand", "Auckland;?Wellington;Christchurch;Dunedin;Tauranga"),
    ("Ireland", "Dublin;?Cork;Galway;Limerick;Waterford;Kilkenny;Athlone;Dundalk;Drogheda;Sligo"),
    (
      "Germany",
      """
      Berlin;Munich||München;Hamburg;Frankfurt||Frankfurt am Main;Cologne||Köln;Stuttgart
      Düsseldorf||Dusseldorf
      Leipzig;Dresden;Nuremberg||Nürnberg;Hanover||Hannover;Bonn;Karlsruhe;Heidelberg;Walldorf
      Bremen;Mannheim
      Dortmund;?Essen;Duisburg;Bochum;Wuppertal;Bielefeld;Münster;Augsburg;Wiesbaden;Mainz;Kiel
      Freiburg;Erlangen;Darmstadt;Aachen;Potsdam;Regensburg;Wolfsburg;Ingolstadt;Ulm;Paderborn
      Jena;Kassel;Braunschweig;Rostock;Magdeburg;Saarbrücken;Chemnitz
      """
    ),
    (
      "France",
      """
      Paris;Lyon;Toulouse;Marseille;?Nice;Nantes;Bordeaux;Lille;Strasbourg;Grenoble
      Sophia Antipolis
      Rennes;Montpellier;Aix-en-Provence;Rouen
      """
    ),
    (
      "Spain",
      """
      Madrid;Barcelona;Valencia;Seville||Sevilla;Malaga||Málaga;Bilbao;Zaragoza;Alicante;Granada
      Murcia
      """
    ),
    ("Portugal", "Lisbon||Lisboa;Porto;Braga"),
    (
      "Italy",
      """
      Milan||Milano;Rome||Roma;Turin||Torino;Bologna;Florence||Firenze;Naples||Napoli
      Genoa||Genova;Padua||Padova;Verona;Pisa;Trento
      """
    ),
    (
      "Netherlands",
      """
      Amsterdam;Rotterdam;The Hague||Den Haag;Utrecht;Eindhoven;Delft;Groningen;Tilburg;Breda
      Nijmegen;Arnhem;Haarlem;Leiden;Amersfoort;Hilversum;Almere;Maastricht
      """
    ),
    ("Belgium", "Brussels||Bruxelles;Antwerp;Ghent;Leuven;Liège||Liege;Mechelen;Bruges"),
    ("Luxembourg", "Luxembourg City"),
    (
      "Switzerland",
      """
      Zurich||Zürich;Geneva||Genève;Basel;Lausanne;Bern;Winterthur;Lucerne||Luzern
      St Gallen;Lugano;Zug;Fribourg
      """
    ),
    ("Austria", "Vienna||Wien;Graz;Linz;Salzburg"),
    (
      "Poland",
      """
      Warsaw||Warszawa;Krakow||Kraków,Cracow;Wroclaw||Wrocław;Gdansk||Gdańsk;Poznan||Poznań
      Lodz||Łódź;Katowice
      Szczecin;Lublin;Rzeszow||Rzeszów;Bydgoszcz;Gdynia;Bialystok||Białystok
      """
    ),
    ("Czech Republic", "Prague||Praha;Brno;Ostrava"),
    ("Slovakia", "Bratislava;Kosice"),
    ("Hungary", "Budapest;Debrecen"),
    ("Romania", "Bucharest||București;Cluj-Napoca||Cluj;Iasi||Iași;Timisoara||Timișoara;Brasov"),
    ("Bulgaria", "?Sofia;Plovdiv;Varna"),
    ("Serbia", "Belgrade||Beograd;Novi Sad"),
    ("Croatia", "Zagreb;?Split"),
    ("Greece", "Athens;Thessaloniki"),
    ("Ukraine", "Kyiv||Kiev;Lviv;Kharkiv;Odesa||Odessa;Dnipro"),
    ("Turkey", "Istanbul;Ankara;Izmir"),
    ("Sweden", "Stockholm;Gothenburg||Göteborg;Malmö||Malmo;Uppsala"),
    ("Norway", "Oslo;?Bergen;Trondheim"),
    ("Denmark", "Copenhagen||København;Aarhus"),
    ("Finland", "Helsinki;Espoo;Tampere"),
    ("Estonia", "Tallinn;Tartu"),
    ("Latvia", "Riga"),
    ("Lithuania", "Vilnius;Kaunas"),
    ("Singapore", "Singapore"),
    ("Malaysia", "Kuala Lumpur||KL;Penang;Cyberjaya;Johor Bahru"),
    ("Indonesia", "Jakarta;Bandung;Surabaya;Bali"),
    ("Philippines", "Manila||Metro Manila;Makati;Cebu||Cebu City;Quezon City;Taguig;Davao"),
    ("Thailand", "Bangkok;Chiang Mai"),
    ("Vietnam", "Ho Chi Minh City||Saigon,HCMC;Hanoi||Ha Noi;Da Nang"),
    ("China", "Beijing;Shanghai;Shenzhen;Guangzhou;Hangzhou;Chengdu;Suzhou;Nanjing;Wuhan;Xi'an"),
    ("Hong Kong", "Hong Kong||HK"),
    ("Taiwan", "Taipei;Hsinchu;Taichung"),
    ("Japan", "Tokyo;Osaka;Kyoto;Yokohama;Fukuoka;Nagoya"),
    ("South Korea", "Seoul;Busan;Pangyo;Incheon"),
    ("Sri Lanka", "Colombo;Kandy"),
    ("Bangladesh", "Dhaka;Chittagong||Chattogram"),
    ("Pakistan", "Karachi;Lahore;Islamabad;Rawalpindi"),
    ("Nepal", "Kathmandu;Pokhara"),
    ("United Arab Emirates", "Dubai;Abu Dhabi;Sharjah"),
    ("Saudi Arabia", "Riyadh;Jeddah;Dammam;Khobar||Al Khobar"),
    ("Qatar", "Doha"),
    ("Kuwait", "Kuwait City"),
    ("Bahrain", "Manama"),
    ("Oman", "Muscat"),
    ("Israel", "Tel Aviv||Tel-Aviv;Haifa;Jerusalem;Herzliya"),
    ("Egypt", "Cairo;Alexandria"),
    ("Morocco", "Casablanca;Rabat"),
    ("Nigeria", "Lagos;Abuja"),
    ("Ghana", "Accra"),
    ("Kenya", "Nairobi;Mombasa"),
    ("South Africa", "Johannesburg;Cape Town;?Durban;Pretoria"),
    ("Mexico", "Mexico City||Ciudad de México,CDMX;Guadalajara;Monterrey;Tijuana"),
    (
      "Brazil",
      """
      São Paulo||Sao Paulo;Rio de Janeiro;Curitiba;Belo Horizonte;Porto Alegre
      Florianópolis||Florianopolis
      """
    ),
    ("Argentina", "Buenos Aires;Córdoba||Cordoba;?Rosario"),
    ("Chile", "?Santiago"),
    ("Colombia", "Bogotá||Bogota;Medellín||Medellin;Cali"),
    ("Peru", "Lima"),
    ("Costa Rica", "San José"),
    ("Uruguay", "Montevideo"),
  ]
}
