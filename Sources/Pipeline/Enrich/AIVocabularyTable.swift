/// The words of AI: what a skill or a phrase of a duty counts as, and how a JD says that a team
/// works on AI or that the job makes it.
///
/// The library's own mark of a skill (`ai_kind`) comes first; this table serves libraries without
/// such marks and words that are no skills of the library.
enum AIVocabularyTable {
  /// A term and its kind.
  struct Term: Equatable, Sendable {
    /// As it is written.
    var text: String
    var kind: AIKind
  }

  /// Terms that mean AI wherever they stand.
  private static let plain: [(AIKind, String)] = [
    (
      .assistant,
      """
      GitHub Copilot, Microsoft Copilot, Copilot Studio, ChatGPT, Claude Code, Cursor AI, Cursor IDE
      Codeium, Tabnine, Amazon Q Developer, Amazon CodeWhisperer, Gemini Code Assist
      Gemini for Workspace, JetBrains AI Assistant, Sourcegraph Cody, Replit Agent, Devin AI
      Perplexity AI, NotebookLM, Grammarly, Einstein Copilot, Agentforce, AI coding assistant
      AI coding tool, AI assistant, AI pair programming, coding copilot
      """
    ),
    (
      .framework,
      """
      TensorFlow, PyTorch, Keras, scikit-learn, XGBoost, LightGBM, CatBoost, Hugging Face
      LangChain, LangGraph, LlamaIndex, Semantic Kernel, AutoGen, CrewAI, DSPy, MLflow, Kubeflow
      SageMaker, Amazon SageMaker, Vertex AI, Azure Machine Learning, Azure OpenAI, Amazon Bedrock
      OpenAI API, Anthropic API, vLLM, Triton Inference Server, TensorRT, ONNX Runtime, OpenVINO
      spaCy, NLTK, Gensim, OpenCV, MediaPipe, Detectron2, Ray Serve, Weights & Biases, BentoML
      Seldon Core, KServe, Feast, Pinecone, Weaviate, Milvus, Qdrant, pgvector, FAISS, ChromaDB
      Spark MLlib, DeepSpeed, Ollama, Rasa, Dialogflow, Amazon Lex, Vertex AI Agent Builder
      NVIDIA NeMo, NVIDIA NIM, LangSmith, Langfuse, Guardrails AI
      """
    ),
    (
      .model,
      """
      GPT-3, GPT-4, GPT-4o, GPT-5, BERT, RoBERTa, Stable Diffusion, Midjourney, DALL-E, Llama 2
      Llama 3, Mixtral, Mistral AI, Claude 3, Google Gemini, DeepSeek, Whisper ASR, YOLO, ResNet
      Word2Vec, FastText, Segment Anything, foundation model, sentence transformer
      """
    ),
    (
      .concept,
      """
      artificial intelligence, AI, machine learning, deep learning, neural network
      natural language processing, NLP, computer vision, large language model, LLM
      generative AI, GenAI, Gen AI, retrieval augmented generation, prompt engineering, AI agent
      agentic AI, agentic workflow, multi-agent system, fine-tuning of language models
      LLM evaluation
      reinforcement learning, supervised learning, unsupervised learning, recommender system
      recommendation engine, recommendation model, speech recognition, image recognition
      object detection, image segmentation, sentiment analysis, named entity recognition
      predictive model, predictive modelling, anomaly detection model, vector search
      semantic search, embedding model, model training, model inference, MLOps, LLMOps
      feature engineering, hyperparameter tuning, conversational AI, chatbot, responsible AI
      AI governance, transfer learning, diffusion model, transformer model, time series forecasting
      data science
      """
    ),
  ]

  /// Names that mean AI as a skill alone: in a sentence they may be another thing.
  private static let asSkill: [(AIKind, String)] = [
    (
      .assistant,
      """
      Copilot, Cursor, Claude Desktop, Windsurf, Cody, Amazon Q, Bard, Tabnine Pro
      """
    ),
    (
      .framework,
      """
      Torch, Caffe, Theano, JAX, Chainer, Haystack, Gradio, RAPIDS
      Rasa NLU, H2O, Weka
      """
    ),
    (
      .model,
      """
      GPT, Claude, Gemini, Llama, Mistral, Falcon, Gemma, Qwen, Phi
      Whisper, T5, Grok, Sora
      """
    ),
    (
      .concept,
      """
      ML, RAG, CNN, RNN, LSTM, GAN, OCR, embeddings, transformers, clustering, Gen-AI
      """
    ),
  ]

  private static func terms(_ groups: [(AIKind, String)]) -> [Term] {
    groups.flatMap { kind, list in JDWords.phrases(list).map { Term(text: $0, kind: kind) } }
  }

  private static let kinds = Dictionary(
    (terms(plain) + terms(asSkill)).map { (CueWords.phrase($0.text), $0.kind) },
    uniquingKeysWith: { first, _ in first })

  /// The kind of a skill by one of its names; nil outside the vocabulary.
  static func kind(ofSkill name: String) -> AIKind? { kinds[CueWords.phrase(name)] }

  private static let phrases = PhraseTable(
    terms(plain).map { (CueWords.phrase($0.text), $0) })

  /// The terms in a text, in order, the longest where one lies in another.
  static func terms(in text: String) -> [Term] { phrases.values(in: CueWords.stems(of: text)) }

  // MARK: - Teams and products

  private static func set(_ list: String) -> Set<String> {
    Set(JDWords.phrases(list).map(CueWords.phrase))
  }

  private static func table(_ list: String) -> PhraseTable<Bool> {
    PhraseTable(JDWords.phrases(list).map { (CueWords.phrase($0), true) })
  }

  /// What makes a title, a team or a product one of AI.
  static let fields = table(
    """
    artificial intelligence, ai, aiml, machine learning, ml, deep learning, neural network, nlp
    natural language processing, natural language, computer vision, llm, large language model
    language model, generative ai, genai, gen ai, generative, rag, retrieval augmented generation
    ai agent, agentic, mlops, llmops, data science, data scientist, applied scientist, prompt
    prompt engineer, recommender, recommendation, predictive, reinforcement learning
    speech recognition, image recognition, chatbot, conversational ai, foundation model
    diffusion model, transformer model, object detection, perception, personalisation model
    """)

  /// A group of people, behind the name of a field.
  static let teams = set(
    "team, group, lab, squad, chapter, department, practice, pod, guild, tribe, laboratory")

  /// Before the name of a team: it is another one's.
  static let others = set(
    "with, alongside, between, partner, liaise, across, interface, collaborate, support, for")

  static let makingVerbs = set(
    """
    build, develop, design, train, deploy, ship, create, implement, productionise, productionize
    finetune, tune, launch, deliver, engineer, architect, optimise, optimize, scale
    invent, prototype, evaluate, serve, own, lead, integrate, code, program, write, research
    """)

  /// Between the verb and the field: AI is the means and not what is made.
  static let means = set("using, with, via, use, through, leverage, by")

  /// Fields that are products by themselves.
  static let products = table(
    """
    neural network, llm, large language model, language model, ai agent, chatbot, recommender
    foundation model, diffusion model, transformer model, predictive model
    """)

  /// What is made, within three words behind a field.
  static let made = set(
    """
    model, product, system, feature, application, app, solution, agent, chatbot, platform, pipeline
    service, tool, assistant, engine, algorithm, network, software, capability, classifier
    workflow, infrastructure, component
    """)
}
